import { roles } from '#lib/sealed-log/membership/actions.ts';
import { activeDevices, isActive, openInvitations } from '#lib/sealed-log/membership/state.ts';
import type { Dice } from './dice.ts';
import { documents, type View } from './people.ts';
import type { Play } from './play.ts';
import { lie, poison, unlawful } from './rogue.ts';
import type { Tablet } from './tablet.ts';
import type { Deed } from './trace.ts';

interface Stage {
	play: Play;
	view: View;
	tablet: Tablet;
	dice: Dice;
}

type Act = (stage: Stage) => void;

const write = ({ play, view, dice }: Stage, how: 'tick' | 'type' | 'erase'): void => {
	const document = dice.pick(documents);
	const shared = document && view.documents.get(document);
	if (!document || !shared || shared.readOnly) return;
	play.world.note(`${view.tab.name} writes in ${document}`);
	play.people[how](view, document, shared, dice);
};

const disturb = ({ play, tablet: { network, name }, dice }: Stage): void => {
	const what = dice.below(10);
	play.world.note(`${name} network ${what}`);
	if (what < 3) network.isOn = !network.isOn;
	else if (what < 6) network.isOn = true;
	else if (what < 7) network.isHole = !network.isHole;
	else if (what < 8) network.latency = [200, 2000];
	else network.heal();
	if (!network.isOn || what > 7) network.cut();
};

const another = ({ view: { log }, dice }: Stage) =>
	dice.pick(activeDevices(log.members.state).filter(({ id }) => id !== log.row.device));

const loseServer = ({ play, dice }: Stage, point: number): void => {
	play.losses++;
	play.run(`the server goes back to ${point}`, () => play.server.goBack(point, dice.below(3000)));
};

const acts: Record<Deed, Act> = {
	tick: (stage) => write(stage, 'tick'),
	type: (stage) => write(stage, 'type'),
	erase: (stage) => write(stage, 'erase'),
	show: ({ play, view }) => play.show(view),
	open: ({ play, tablet }) => {
		if (tablet.tabs.length < 3) play.run(`${tablet.name} opens a tab`, () => play.view(tablet));
	},
	close: ({ play, view }) =>
		play.run(`${view.tab.name} closes`, async () => {
			// From here on there is no screen of it: nobody writes in it while it stores what waits.
			play.hide(view);
			await view.tab.engine.close().finally(() => play.end(view));
		}),
	network: disturb,
	disk: ({ play, tablet, dice }) => {
		tablet.trouble = dice.pick(['none', 'none', 'full', 'slow'] as const) ?? 'none';
		play.world.note(`${tablet.name} disk ${tablet.trouble}`);
	},
	kill: ({ play, view, tablet, dice }) => {
		if (dice.chance(0.3)) tablet.replicas = new Map();
		play.kill(view);
	},
	fuse: ({ play, view, dice }) => {
		view.tab.life.fuse = dice.between(1, 120);
		view.tab.life.burnt = () => play.kill(view);
	},
	sleep: ({ play, view: { tab, log }, dice }) => {
		play.world.note(`${tab.name} sleeps`);
		const time = dice.below(60_000);
		tab.life.sleepsUntil = play.world.now + time;
		play.world.after(time, () => void log.wake().catch(() => undefined), tab.life);
	},
	'kill server': ({ play, dice }) => {
		play.world.note('the server is killed');
		play.server.kill(dice.below(5000));
	},
	'fuse server': ({ play, dice }) => play.server.light(dice.between(1, 60), dice.below(5000)),
	invite: ({ play, view, dice }) => {
		const role = dice.pick(['write', 'write', 'admin', 'read'] as const) ?? 'write';
		if (!play.isFull) play.run(`${view.tab.name} invites as ${role}`, () => play.invite(view, role));
	},
	turn: ({ play, view }) => play.run(`${view.tab.name} turns the key`, () => view.log.members.turn()),
	role: (stage) => {
		const { play, view, dice } = stage;
		const [other, role] = [another(stage), dice.pick(roles) ?? 'write'];
		if (other)
			play.run(`${view.tab.name} makes somebody ${role}`, () => view.log.members.setRole(other.id, role));
	},
	revoke: (stage) => {
		const { play, view } = stage;
		const other = another(stage);
		if (other && play.members.length > 2)
			play.run(`${view.tab.name} revokes`, () => view.log.members.revoke(other.id));
	},
	sheet: ({ play, view, dice }) =>
		play.run(`${view.tab.name} makes a sheet`, async () => {
			const sheet = await view.log.members.sheet();
			if (sheet.ok && dice.chance(0.5) && !play.isFull) await play.join(sheet.value.ticket);
		}),
	withdraw: ({ play, view: { tab, log }, dice }) => {
		const open = dice.pick(openInvitations(log.members.state));
		if (open) play.run(`${tab.name} withdraws`, () => log.members.withdraw(open.id));
	},
	lose: ({ play, tablet }) => {
		if (play.members.length <= 3) return;
		play.world.note(`${tablet.name} is lost`);
		play.lost.add(tablet);
		for (const tab of [...tablet.tabs]) play.end({ tablet, tab });
	},
	forget: (stage) => loseServer(stage, 0),
	'go back': (stage) => loseServer(stage, stage.dice.below(stage.play.server.point + 1)),
	clone: ({ play, tablet }) => {
		if (play.isFull) return;
		play.world.note(`${tablet.name} is copied`);
		const copy = tablet.clone(`${tablet.name}'`);
		play.tablets.push(copy);
		play.run(`${copy.name} opens`, () => play.view(copy));
	},
	poison: ({ play, view, dice }) =>
		play.run(`${view.tab.name} is false`, async () => {
			const done = await poison(play, view, dice);
			play.world.note(`${view.tab.name} ${done ?? 'did nothing'}`);
		}),
	lie: ({ play, view, dice }) =>
		play.run(`${view.tab.name} lies`, async () => {
			const done = await lie(play, view, dice);
			play.world.note(`${view.tab.name} ${done ?? 'did nothing'}`);
		}),
	smuggle: ({ play, view, dice }) =>
		play.run('somebody has the database', async () => {
			const removed = play.views.find(({ log }) => {
				const device = view.log.members.state.devices.get(log.row.device);
				return device && !isActive(device);
			});
			const made = await unlawful(play, view, removed, dice);
			if (!made) return;
			play.world.note(made.what);
			await play.server.smuggle(made.sealed, dice.below(2000));
		}),
	mischief: ({ play, tablet: { network, name }, dice }) => {
		network.mischief = network.mischief > 0 ? 0 : 0.05 + dice.fraction() / 5;
		play.world.note(`somebody meddles with what ${name} hears: ${network.mischief > 0}`);
	},
};

/** Does it, if it can be done just now. */
export const act = (play: Play, deed: Deed, tablet: Tablet, view: View | undefined, dice: Dice): void => {
	if (view) acts[deed]({ play, view, tablet, dice });
	else if (deed === 'open') play.run(`${tablet.name} opens a tab`, () => play.view(tablet));
};
