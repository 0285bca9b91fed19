import * as Y from 'yjs';
import { toText, utf8 } from '#lib/sealed-log/bytes.ts';
import { decodeEntry } from '#lib/sealed-log/entry/codec.ts';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import { parseAction } from '#lib/sealed-log/membership/actions.ts';
import { isActive, mayWrite } from '#lib/sealed-log/membership/state.ts';
import { untrueClaims } from './claims.ts';
import { Dice } from './dice.ts';
import { documents, People, type View } from './people.ts';
import type { Cryptos } from './ports.ts';
import { excuse } from './rogue.ts';
import { SimulatedServer } from './server.ts';
import { act } from './acts.ts';
import { type Tab, Tablet } from './tablet.ts';
import type { Step, Trace } from './trace.ts';
import { World } from './world.ts';

/** One run: a committee, its tablets, its people, and what happens to them. */
export class Play {
	readonly trace: Trace;
	readonly world: World;
	readonly server: SimulatedServer;
	readonly people = new People(() => this.world.now);
	readonly cryptos: Cryptos;
	readonly tablets: Tablet[] = [];
	/** Tablets that are gone for good. */
	readonly lost = new Set<Tablet>();
	readonly removed = new Set<Tablet>();
	/** Since when devices may write no more, as the server first took it: one that was put back may not know it. */
	readonly silentSince = new Map<string, number>();
	readonly views: View[] = [];
	/** Who has said to be where, and until when. */
	readonly said = new Map<string, { device: string; tab: Tab; over?: number }>();
	/** False words, each with whether a tablet may show it after all. */
	readonly forged = new Map<string, (of: View) => boolean>();
	/** Whose word each false one is, by device. */
	readonly forgers = new Map<string, string>();
	/** Who has written false words that they might not write any more, by word. */
	readonly unheard = new Map<string, string>();
	/** How often the server has lost something. */
	losses = 0;
	/** How often it had, when somebody last looked at the screens. */
	#lossesSeen = 0;
	readonly errors: unknown[] = [];
	/** What a screen said and was not so. */
	readonly claims = new Set<string>();
	/** All frames that could be seen on the way. */
	leaks = 0;

	constructor(trace: Trace, cryptos: Cryptos, isTelling = false) {
		this.trace = trace;
		this.world = new World(trace.seed, isTelling);
		this.cryptos = cryptos;
		this.server = new SimulatedServer(this.world, cryptos);
		this.server.onNew = ({ kind, bytes }) => {
			const decoded = kind === kinds.control ? decodeEntry(bytes) : undefined;
			const action = decoded?.ok ? parseAction(decoded.entry.payload) : undefined;
			if (action?.do !== 'revoke' && action?.do !== 'role') return;
			const isOver = action.do === 'revoke' || action.role === 'read';
			if (!isOver) this.silentSince.delete(action.device);
			else if (!this.silentSince.has(action.device)) this.silentSince.set(action.device, this.world.now);
		};
		this.server.onFrame = (frame) => {
			this.world.noteBytes(frame);
			if (Buffer.from(frame).includes('kanarie')) this.leaks++;
		};
	}

	/** The tablets that are still members and somewhere. */
	get members(): Tablet[] {
		return this.tablets.filter((tablet) => !this.lost.has(tablet) && !this.removed.has(tablet));
	}

	get isFull(): boolean {
		return this.members.length >= this.trace.tablets[1];
	}

	tablet(name: string): Tablet {
		const tablet = new Tablet(name, this.world, this.server, this.cryptos);
		this.tablets.push(tablet);
		return tablet;
	}

	/** Founds the committee, with something in it from before, and lets the first ones in. */
	async begin(): Promise<void> {
		const first = this.tablet('t0');
		const dice = new Dice(this.trace.seed ^ 0xbef0);
		const before = documents.map((document) => {
			const doc = new Y.Doc();
			doc.clientID = 1 + dice.below(1e9);
			doc.getText('text').insert(0, '<from before>');
			return { document, update: Y.encodeStateAsUpdate(doc) };
		});
		this.run('found', async () => {
			const tab = first.openTab();
			await tab.engine.found('c', before);
			await this.view(first, tab);
		});
		await this.pass(2000);
		for (let many = 1; many < this.trace.tablets[0]; many++) {
			const [host] = this.views;
			const role = many === 1 ? 'admin' : 'write';
			if (host) this.run(`${host.tab.name} invites`, () => this.invite(host, role));
			await this.pass(1500);
		}
	}

	/** Lets time pass, and then looks at every screen. */
	async pass(time: number): Promise<void> {
		await this.world.until(this.world.now + time);
		for (const tablet of this.tablets) tablet.look();
		excuse(this);
		for (const view of this.views) {
			// What a screen says at the first look after that may rest on an answer that was on its way before it.
			this.people.look(view, this.#lossesSeen);
			for (const claim of untrueClaims(this, view)) this.claims.add(claim);
		}
		this.#lossesSeen = this.losses;
	}

	async step(step: Step): Promise<void> {
		const view = this.views[step.who % Math.max(1, this.views.length)];
		const { members } = this;
		const tablet = view?.tablet ?? members[step.who % Math.max(1, members.length)];
		if (tablet) act(this, step.deed, tablet, view, new Dice(step.roll));
		await this.pass(step.wait);
	}

	/** Starts something that takes its time, or never ends. */
	run(what: string, work: () => Promise<unknown>): void {
		this.world.note(what);
		work().catch((error: unknown) => {
			// A disk that is full says so to whoever asks it for something.
			if (error instanceof DOMException) return;
			this.errors.push(error);
		});
	}

	/** Opens the committee in a tab. */
	async view(tablet: Tablet, tab = tablet.openTab()): Promise<void> {
		const log = await tab.engine.of('c');
		if (!log || tab.life.isOver) return;
		const view: View = { tablet, tab, log, documents: new Map(), marks: [] };
		this.views.push(view);
		for (const document of documents) view.documents.set(document, await log.open(document));
	}

	/** Nobody looks at a tab any more. */
	hide({ tab }: { tab: Tab }): void {
		const at = this.views.findIndex((view) => view.tab === tab);
		if (at >= 0) this.views.splice(at, 1);
	}

	/** A tab is no more. */
	end({ tablet, tab }: { tablet: Tablet; tab: Tab }): void {
		tablet.kill(tab);
		this.hide({ tab });
		for (const said of this.said.values()) if (said.tab === tab) said.over ??= this.world.now;
	}

	/** A tab is killed; if it was the last one, somebody opens the committee again. */
	kill(view: View): void {
		this.world.note(`${view.tab.name} is killed`);
		this.end(view);
		const { tablet } = view;
		if (tablet.tabs.length > 0 || this.lost.has(tablet)) return;
		this.world.after(500, () => this.run(`${tablet.name} opens again`, () => this.view(tablet)));
	}

	show({ tab, log }: View): void {
		for (const said of this.said.values()) if (said.tab === tab) said.over ??= this.world.now;
		const what = utf8(`${tab.name} ${this.said.size}`);
		this.said.set(toText(what), { device: log.row.device, tab });
		log.presence.say(what);
	}

	async invite({ log }: View, role: 'admin' | 'write' | 'read'): Promise<void> {
		const invited = await log.members.invite(role);
		if (invited.ok) await this.join(invited.value.ticket);
		else this.world.note(`nobody invited: ${invited.reason}`);
	}

	async join(ticket: string): Promise<void> {
		const tablet = this.tablet(`t${this.tablets.length}`);
		const tab = tablet.openTab();
		for (let attempt = 0; attempt < 3; attempt++) {
			const joined = await tab.engine.join(ticket, 'c');
			this.world.note(`${tablet.name} joins: ${joined.ok ? 'in' : joined.reason}`);
			if (joined.ok) break;
			await this.world.wait(5000, tab.life);
		}
		await this.view(tablet, tab);
	}

	/** Everything works again, and everybody opens the committee once more. */
	async heal(): Promise<void> {
		this.world.note('everything works again');
		let asleep = 0;
		for (const { network, tabs } of this.tablets) {
			network.heal();
			for (const { life } of tabs) {
				life.fuse = Infinity;
				asleep = Math.max(asleep, life.sleepsUntil - this.world.now);
			}
		}
		for (const tablet of this.tablets) tablet.trouble = 'none';
		this.server.light(Infinity, 0);
		// Who slept wakes up, and does what was asked for before.
		await this.pass(asleep + 40_000);
		this.world.note('the power fails');
		for (const tablet of this.tablets) {
			for (const tab of [...tablet.tabs]) this.end({ tablet, tab });
			if (this.world.dice.chance(0.3)) tablet.replicas = new Map();
		}
		this.server.kill(1000);
		for (const tablet of this.tablets)
			if (!this.lost.has(tablet)) this.run(`${tablet.name} opens at last`, () => this.view(tablet));
		await this.pass(70_000);
		const isHost = ({ log }: View) => mayWrite(log.members.state, log.row.device) && log.line.isLive;
		const host = this.views.find((view) => isHost(view) && !this.#isOut(view));
		if (host) this.run('somebody new comes in', () => this.invite(host, 'read'));
		await this.pass(60_000);
		for (const view of this.views) if (this.#isOut(view)) this.removed.add(view.tablet);
	}

	#isOut({ log }: View): boolean {
		const device = log.members.state.devices.get(log.row.device);
		// Its certification was lost with the server, and nobody who could let it in again remembers it.
		const isForgotten = log.line.dismissal === 'unknown-author';
		// Two have removed each other: people have to talk, and each goes on alone.
		const isTorn = log.concerns.includes('torn');
		return log.isRemoved || isForgotten || isTorn || !device || !isActive(device);
	}
}
