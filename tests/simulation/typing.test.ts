import { expect, test } from 'vitest';
import { Rig, type Screen } from './review/rig.ts';

const big = { entries: 1000, bytes: 1_000_000 };

const entries = ({ tablet }: Screen) => tablet.disk.latest('entries');

const letter = ({ core }: Screen) => core.type(() => core.doc.getText('text').insert(0, 'x'));

test('[SE14] the first letter after a while is stored at once, and is on the other tablet before it would be gathered', async () => {
	const rig = new Rig();
	const one = await rig.found(big);
	const other = await rig.joins('other', one, 'write');
	const before = entries(one);
	letter(one);
	await rig.pass(10);
	expect(entries(one)).toBe(before + 1);
	await rig.pass(80);
	expect(other.core.doc.getText('text').toString()).toContain('x');
});

test('letters without a pause are ten entries a second at most, and none waits longer than a tenth of a second', async () => {
	const rig = new Rig();
	const one = await rig.found(big);
	const before = entries(one);
	let waited = 0;
	let longest = 0;
	for (let at = 0; at < 3000; at += 20) {
		letter(one);
		const held = entries(one);
		await rig.pass(20);
		waited = entries(one) > held ? 0 : waited + 20;
		longest = Math.max(longest, waited);
	}
	await rig.pass(500);
	const made = entries(one) - before;
	expect(made).toBeGreaterThanOrEqual(20);
	expect(made).toBeLessThanOrEqual(31);
	expect(longest).toBeLessThanOrEqual(120);
});

test('an action is stored at once, in the middle of typing too, with all that was typed before it', async () => {
	const rig = new Rig();
	const one = await rig.found(big);
	letter(one);
	await rig.pass(30);
	const before = entries(one);
	letter(one);
	one.core.act(() => one.core.doc.getMap('ticks').set('done', true));
	await rig.pass(10);
	expect(entries(one)).toBe(before + 1);
	await rig.pass(500);
	expect(entries(one)).toBe(before + 1);
});

test('without a line what is typed is gathered for a second, or until it pauses', async () => {
	const rig = new Rig();
	const one = await rig.found(big);
	one.tablet.network.isOn = false;
	one.tablet.network.cut();
	await rig.pass(120_000);
	const before = entries(one);
	for (let at = 0; at < 5000; at += 100) {
		letter(one);
		await rig.pass(100);
	}
	await rig.pass(1000);
	expect(entries(one) - before).toBeLessThanOrEqual(7);
	expect(entries(one) - before).toBeGreaterThanOrEqual(5);
});
