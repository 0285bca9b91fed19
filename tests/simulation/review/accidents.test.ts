import { expect, test } from 'vitest';
import { kinds } from '#lib/sealed-log/entry/kinds.ts';
import { Rig, textOf, types } from './rig.ts';

const HOUR = 3_600_000;
const YEAR = 365 * 24 * HOUR;

test('[SE8] a tab that the system has frozen does not keep the line from the others of its tablet', async () => {
	const rig = new Rig(41);
	const a = await rig.found();
	const b = await rig.joins('b', a, 'write');
	const second = await rig.open(b.tablet);
	await rig.pass(5000);
	b.tab.life.sleepsUntil = rig.world.now + HOUR;
	types(second, 'awake ');
	await rig.pass(30_000);
	expect(textOf(a)).not.toContain('awake');
	await rig.pass(60_000);
	expect(textOf(a)).toContain('awake');
});

test('[SE8] a tab that is alive keeps the line, however long the others wait for it', async () => {
	const rig = new Rig(42);
	const a = await rig.found();
	const b = await rig.joins('b', a, 'write');
	const second = await rig.open(b.tablet);
	await rig.pass(300_000);
	expect([b.log.line.isLive, second.log.line.isLive]).toEqual([true, false]);
});

test('[SE7] nobody is invited before the server has the log', async () => {
	const rig = new Rig(43);
	const tablet = rig.tablet('founder');
	tablet.network.isOn = false;
	const tab = tablet.openTab();
	await rig.done(tab.engine.found('c', []));
	const { log } = await rig.open(tablet, tab);
	expect(await rig.done(log.members.invite('write'))).toEqual({ ok: false, reason: 'offline' });
	expect(log.roll.state.invitations.size).toBe(0);
	tablet.network.isOn = true;
	await rig.pass(60_000);
	expect((await rig.done(log.members.invite('write'))).ok).toBe(true);
});

test('[SE7] a link that is made after the clock of the tablet was set is good for its time', async () => {
	const rig = new Rig(44);
	const a = await rig.found();
	const { clock } = a.log;
	const now = clock.now.bind(clock);
	Object.assign(clock, { now: () => now() + YEAR });
	const done = await rig.done(a.log.members.invite('write', 48));
	const expiresAt = done.ok ? done.value.expiresAt : 0;
	expect(Math.abs(expiresAt - rig.world.now - 48 * HOUR)).toBeLessThan(10_000);
});

test('who says where it is before the line is up is seen as soon as it is', async () => {
	const rig = new Rig(45);
	const a = await rig.found();
	const b = await rig.joins('b', a, 'write');
	b.tablet.network.isOn = false;
	b.tablet.network.cut();
	await rig.pass(500);
	b.log.presence.say(Uint8Array.of(1));
	await rig.pass(1000);
	b.tablet.network.isOn = true;
	b.log.line.hurry();
	await rig.pass(3000);
	expect(a.log.presence.others.map(({ device }) => device)).toEqual([b.log.row.device]);
});

test('snapshots are made while a debt of the chain waits for its time', async () => {
	const rig = new Rig(46);
	const a = await rig.found({ entries: 6, bytes: 2 ** 30 });
	const b = await rig.joins('b', a, 'write');
	expect(a.log.roll.state.owes).toBe('link');
	await rig.pass(10_000);
	for (let count = 0; count < 20; count++) {
		types(count % 2 ? a : b, `${count} `);
		await rig.pass(2000);
	}
	b.tablet.kill(b.tab);
	for (let count = 0; count < 20; count++) {
		types(a, `${count} `);
		await rig.pass(2000);
	}
	await rig.pass(20_000);
	expect(a.log.roll.state.owes).toBe('link');
	const rows = await rig.done(a.log.archive.rows(a.log.id, 'core', 0));
	const made = rows.filter(({ kind, device }) => kind === kinds.snapshot && device === a.log.row.device);
	expect(made.length).toBeGreaterThan(1);
});
