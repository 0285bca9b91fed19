import * as Y from 'yjs';
import { roles } from '#lib/sealed-log/membership/actions.ts';
import { activeDevices, isActive, mayWrite, openInvitations } from '#lib/sealed-log/membership/state.ts';
import { Registry } from './crypto.ts';
import { SimulatedServer } from './network.ts';
import { everything, type Faults } from './faults.ts';
import { documents, People, type View } from './people.ts';
import { Tablet } from './tablet.ts';
import { Dice, World } from './world.ts';

const MOST_TABLETS = 8;

/** One run: a committee, its tablets, its people, and what happens to them. */
export class Play {
	readonly world: World;
	readonly server: SimulatedServer;
	readonly people: People;
	readonly tablets: Tablet[] = [];
	/** Tablets that are gone for good. */
	readonly lost = new Set<Tablet>();
	readonly removed = new Set<Tablet>();
	readonly views: View[] = [];
	/** How often the server has lost something. */
	losses = 0;
	/** Frames with plain text in them. */
	leaks = 0;
	readonly errors: unknown[] = [];
	#dice: Dice;
	#registry: Registry;
	#faults: Faults;

	constructor(seed: number, faults: Faults = everything, isTelling = false) {
		this.world = new World(seed, isTelling);
		// What people do does not depend on how often chance was asked meanwhile.
		this.#dice = new Dice(seed ^ 0x5eed);
		this.#registry = new Registry(String(seed));
		this.server = new SimulatedServer(this.world, this.#registry);
		this.people = new People(this.world);
		this.#faults = faults;
		this.server.onFrame = (frame) => {
			if (Buffer.from(frame).includes('kanarie')) this.leaks++;
		};
	}

	/** The tablets that are still members and somewhere. */
	get members(): Tablet[] {
		return this.tablets.filter((tablet) => !this.lost.has(tablet) && !this.removed.has(tablet));
	}

	tablet(name: string): Tablet {
		const tablet = new Tablet(name, this.world, this.server, this.#registry);
		this.tablets.push(tablet);
		return tablet;
	}

	/** Founds the committee, with something in it from before. */
	async begin(): Promise<void> {
		const first = this.tablet('t0');
		const before = documents.map((document) => {
			const doc = new Y.Doc();
			doc.clientID = 1 + this.#dice.below(1e9);
			doc.getText('text').insert(0, '<from before>');
			return { document, update: Y.encodeStateAsUpdate(doc) };
		});
		this.run('found', async () => {
			const tab = first.openTab();
			await tab.engine.found('c', before);
			await this.view(first, tab);
		});
		await this.pass(2000);
	}

	/** Lets time pass, and then looks at every screen. */
	async pass(time: number): Promise<void> {
		await this.world.until(this.world.now + time);
		for (const view of this.views) this.people.look(view, this.losses);
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

	kill(view: View): void {
		if (!this.views.includes(view)) return;
		view.tablet.kill(view.tab);
		this.views.splice(this.views.indexOf(view), 1);
	}

	async step(): Promise<void> {
		const view = this.#dice.pick(this.views);
		const tablet = view?.tablet ?? this.#dice.pick(this.members);
		if (tablet) this.#act(tablet, view);
		await this.pass(this.#dice.chance(0.1) ? this.#dice.below(20_000) : this.#dice.below(700));
	}

	#act(tablet: Tablet, view: View | undefined): void {
		const roll = this.#dice.below(100);
		const name = view?.tab.name ?? tablet.name;
		if (view && roll < 45) this.#write(view, roll);
		else if (roll < 50) this.run(`${name} opens a tab`, () => this.#openView(tablet));
		else if (view && roll < 53) this.#close(view);
		else if (roll < 66) this.#disturbNetwork(tablet);
		else if (roll < 70) this.#disturbDisk(tablet);
		else if (view && roll < 80 && this.#faults.kills) this.#kill(view, roll);
		else if (view && roll < 95 && this.#faults.membership) this.#govern(view, roll);
		else if (roll < 98 && this.#faults.losses) this.#lose(roll);
		else if (this.#faults.clones) this.#misuse(tablet);
	}

	#write(view: View, roll: number): void {
		const document = this.#dice.pick(documents);
		const shared = document && view.documents.get(document);
		if (!document || !shared || shared.readOnly) return;
		this.world.note(`${view.tab.name} writes in ${document}`);
		if (roll < 20) this.people.tick(view, document, shared);
		else if (roll < 42) this.people.type(view, document, shared);
		else this.people.erase(shared);
	}

	async #openView(tablet: Tablet): Promise<void> {
		if (tablet.tabs.length < 3) await this.view(tablet);
	}

	#close(view: View): void {
		this.run(`${view.tab.name} closes`, async () => {
			await view.tab.engine.close();
			this.kill(view);
		});
	}

	#disturbNetwork({ network, name }: Tablet): void {
		const what = this.#dice.below(10);
		this.world.note(`${name} network ${what}`);
		if (what < 3) network.isOn = !network.isOn;
		else if (what < 6) network.isOn = true;
		else if (what < 7) network.isHole = !network.isHole;
		else if (what < 8) network.latency = [200, 2000];
		else {
			network.latency = [5, 40];
			network.isHole = false;
		}
		if (!network.isOn || what > 7) network.cut();
	}

	#disturbDisk(tablet: Tablet): void {
		tablet.trouble = this.#dice.pick(['none', 'none', 'full', 'slow'] as const) ?? 'none';
		this.world.note(`${tablet.name} disk ${tablet.trouble}`);
	}

	#kill(view: View, roll: number): void {
		const { tablet, tab } = view;
		if (roll < 75) {
			this.world.note(`${tab.name} is killed`);
			this.kill(view);
			if (this.#dice.chance(0.3)) tablet.replicas = new Map();
			if (tablet.tabs.length === 0) this.run(`${tablet.name} opens again`, () => this.view(tablet));
		} else if (roll < 78) {
			this.world.note(`${tab.name} sleeps`);
			tab.life.sleepsUntil = this.world.now + this.#dice.below(60_000);
			this.world.after(
				tab.life.sleepsUntil - this.world.now,
				() => void view.log.wake().catch(() => undefined),
				tab.life,
			);
		} else {
			this.world.note('the server is killed');
			this.server.kill(this.#dice.below(5000));
		}
	}

	#govern(view: View, roll: number): void {
		const { log, tablet, tab } = view;
		const state = log.members.state;
		const { dice } = { dice: this.#dice };
		const other = dice.pick(activeDevices(state).filter(({ id }) => id !== log.row.device));
		if (roll < 84) {
			if (this.members.length >= MOST_TABLETS) return;
			const role = dice.pick(['write', 'write', 'admin', 'read'] as const) ?? 'write';
			this.run(`${tab.name} invites as ${role}`, async () => {
				const invited = await log.members.invite(role);
				if (invited.ok) await this.#join(invited.value.ticket);
			});
		} else if (roll < 87) this.run(`${tab.name} turns the key`, () => log.members.turn());
		else if (roll < 89 && other) {
			const role = dice.pick(roles) ?? 'write';
			this.run(`${tab.name} makes somebody ${role}`, () => log.members.setRole(other.id, role));
		} else if (roll < 90 && other && this.members.length > 2)
			this.run(`${tab.name} revokes`, () => log.members.revoke(other.id));
		else if (roll < 92)
			this.run(`${tab.name} makes a sheet`, async () => {
				const sheet = await log.members.sheet();
				if (sheet.ok && dice.chance(0.5) && this.members.length < MOST_TABLETS)
					await this.#join(sheet.value.ticket);
			});
		else {
			const open = dice.pick(openInvitations(state));
			if (open) this.run(`${tab.name} withdraws`, () => log.members.withdraw(open.id));
		}
		if (dice.chance(0.1) && this.members.length > 3) {
			this.world.note(`${tablet.name} is lost`);
			this.lost.add(tablet);
			for (const each of this.views.filter((one) => one.tablet === tablet)) this.kill(each);
		}
	}

	async #join(ticket: string): Promise<void> {
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

	#lose(roll: number): void {
		this.losses++;
		const point = roll < 96 ? 0 : this.#dice.below(this.server.point + 1);
		this.run(`the server goes back to ${point}`, () => this.server.goBack(point, this.#dice.below(3000)));
	}

	/** A tablet is set up as a copy of another one, which goes on as well. */
	#misuse(tablet: Tablet): void {
		if (this.members.length >= MOST_TABLETS) return;
		this.world.note(`${tablet.name} is copied`);
		const copy = tablet.clone(`${tablet.name}'`);
		this.tablets.push(copy);
		this.run(`${copy.name} opens`, () => this.view(copy));
	}

	/** Everything works again, and everybody opens the committee once more. */
	async heal(): Promise<void> {
		this.world.note('everything works again');
		for (const tablet of this.tablets) {
			tablet.network.isOn = true;
			tablet.network.isHole = false;
			tablet.network.latency = [5, 40];
			tablet.trouble = 'none';
			if (this.lost.has(tablet)) continue;
			for (const { life } of tablet.tabs) life.sleepsUntil = 0;
		}
		// Who slept wakes up, and does what was asked for before.
		await this.pass(70_000);
		for (const tablet of this.tablets)
			if (!this.lost.has(tablet) && !this.views.some((view) => view.tablet === tablet))
				this.run(`${tablet.name} opens at last`, () => this.view(tablet));
		await this.pass(330_000);
		this.#findRemoved();
		await this.#welcome();
	}

	/** Somebody new comes in at last, and has to see what everybody sees. */
	async #welcome(): Promise<void> {
		const host = this.views.find(
			({ log, tablet }) =>
				this.members.includes(tablet) && mayWrite(log.members.state, log.row.device) && log.line.isLive,
		);
		if (!host) return;
		this.run('somebody new comes in', async () => {
			const invited = await host.log.members.invite('read');
			if (invited.ok) await this.#join(invited.value.ticket);
		});
		await this.pass(60_000);
	}

	#findRemoved(): void {
		for (const view of this.views) {
			const device = view.log.members.state.devices.get(view.log.row.device);
			// Its certification was lost with the server, and nobody who could let it in again remembers it.
			const isForgotten = view.log.line.dismissal === 'unknown-author';
			const isOut = view.log.isRemoved || isForgotten || !device || !isActive(device);
			if (isOut) this.removed.add(view.tablet);
		}
	}
}
