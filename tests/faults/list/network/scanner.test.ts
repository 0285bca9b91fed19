import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { boxId, openBox } from '#lib/sealed-log/crypto/box.ts';
import { WebCrypto } from '#lib/sealed-log/crypto/web.ts';
import { readTicket } from '#lib/sealed-log/engine/members/links.ts';
import { joinHere } from '#lib/device/logs/joining.ts';
import { atServer, committee, founded, house, shareHouse, tab } from '#tests/device/tablets.ts';
import { dial } from '#tests/log/lines.ts';
import { record } from '../rig/record.ts';

shareHouse();

test('R25: a link that was opened twice, by whoever did everything but the last step, still lets its tablet in', async () => {
	const mette = await founded();
	await atServer(mette);
	const link = await mette.log(committee)?.invite('write');
	const ticket = link?.ok ? readTicket(link.value.ticket) : undefined;
	if (!link?.ok || !ticket) throw new Error('no link');
	const crypto = new WebCrypto();
	const { log, secret } = ticket;
	for (let time = 0; time < 2; time++) {
		const scanner = await dial(crypto, house.port);
		scanner.say({ type: 'find', log, id: await boxId(crypto, log, secret) });
		const found = await scanner.next('box');
		const pairs = await openBox(crypto, log, secret, found.keys, found.box);
		if (!pairs) throw new Error('no box');
		const welcome = await scanner.greets(log, { device: found.who, sign: pairs.sign });
		expect(welcome.type).toBe('welcome');
		expect((await scanner.reads(0, 'chain')).ids.length).toBeGreaterThan(0);
		scanner.close();
	}
	const ali = tab('Alis');
	await ali.start();
	const came = await joinHere(ali, link.value.ticket);
	expect(came).toMatchObject({ ok: true });
	const done = 'a link’s box is opened, its chain read, and nothing redeemed; twice, then the tablet itself';
	expect(record('R25', done, came.ok ? 0 : 1, 'invitations spent', { most: 0 })).toBe(true);
}, 60_000);
