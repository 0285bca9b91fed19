import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test, vi } from 'vitest';

// Each is a process that loads the configuration of the build.
vi.setConfig({ testTimeout: 60_000 });

/** What the app may connect to, what it takes for its server, and its version, when it is built with this setting. */
async function built(PUBLIC_SYNC_URL?: string) {
	const [svelte, vite] = ['svelte.config.js', 'vite.config.ts'].map((name) =>
		JSON.stringify(join(import.meta.dirname, '..', name)),
	);
	const print = `const { kit } = (await import(${svelte})).default;
		const { define } = (await import(${vite})).default;
		const server = JSON.parse(define['import.meta.env.PUBLIC_SYNC_URL']);
		const connect = kit.csp.directives['connect-src'];
		console.log(JSON.stringify({ connect, server, version: kit.version.name }))`;
	const { PUBLIC_SYNC_URL: _, ...environment } = process.env;
	const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', print], {
		env: PUBLIC_SYNC_URL === undefined ? environment : { ...environment, PUBLIC_SYNC_URL },
	});
	return JSON.parse(stdout) as { connect: string[]; server: string; version: string };
}

test('hosted together the app talks to its own server and to nobody else', async () => {
	expect(await built()).toMatchObject({ connect: ['self'], server: '' });
	expect(await built('')).toEqual(await built());
});

test('hosted apart it may talk to the sync server that it was built for, and is another version', async () => {
	const apart = await built('https://log.example.dk/');
	expect(apart.connect).toEqual(['self', 'https://log.example.dk', 'wss://log.example.dk']);
	expect(apart.server).toBe('https://log.example.dk');
	expect((await built('http://localhost:3000')).connect).toEqual([
		'self',
		'http://localhost:3000',
		'ws://localhost:3000',
	]);
	expect(apart.version).not.toBe((await built()).version);
});

test.for(['log.example.dk', 'http://log.example.dk', 'https://log.example.dk/log', 'https://*', "'none'"])(
	'%s is no address of a sync server, and nothing is built',
	async (wrong) => {
		await expect(built(wrong)).rejects.toThrow('is not an origin');
	},
);
