import { expect, test, vi } from 'vitest';
import { committee, founded, joined, shareHouse, soon, year } from '#tests/device/tablets.ts';

shareHouse();

// Machines have other things to do.
const slow = { timeout: 30_000 };

test(
	'four tablets with keys of their browsers see the sum, and the page that showed it lets go',
	slow,
	async () => {
		const mette = await founded();
		const others = await Promise.all(['Alis', 'Bos', 'Carls'].map((name) => joined(mette, name)));
		const tablets = [mette, ...others];
		const logs = tablets.map((device) => {
			const log = device.log(committee);
			if (!log) throw new Error('no log');
			return log;
		});
		const sums = await Promise.all(logs.map((log) => log.sum(year, 'reflection')));
		const views = () => sums.map((sum, at) => logs[at]?.viewOf(sum));
		for (const [at, sum] of sums.entries())
			expect(await sum.ready([{ id: `m${at}`, name: `Medlem ${at}` }])).toEqual({ ok: true });
		const [first] = sums;
		const devices = logs.map((log) => log.device);
		expect(await first?.fix(devices, 1)).toEqual({ ok: true });
		await vi.waitFor(() => expect(views().map((view) => view?.mine)).toEqual(['in', 'in', 'in', 'in']), soon);
		const cell = (at: number) => Array.from({ length: 16 }, (_, each) => (each === at ? 1 : 0));
		for (const [at, sum] of sums.entries()) {
			expect(await sum.give({ people: 1, counts: [cell(at % 2)] })).toEqual({ ok: true });
			logs[at]?.leave(sum);
		}
		const [both] = await Promise.all(logs.map((log) => log.sum(year, 'reflection')));
		await vi.waitFor(() => expect(both?.view.state).toBe('done'), soon);
		expect(both?.view.result).toEqual({ people: 4, counts: [cell(0).map((_, at) => (at < 2 ? 2 : 0))] });
		expect(both).not.toBe(first);
	},
);
