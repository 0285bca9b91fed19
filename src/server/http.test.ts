import { mkdir, mkdtemp, readdir, rm, unlink, utimes, writeFile } from 'node:fs/promises';
import {
	request as httpRequest,
	type IncomingHttpHeaders,
	type IncomingMessage,
	type Server,
	type ServerResponse,
} from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AppOptions, serveApp } from './http.ts';

const metaPolicy = "default-src 'self'; script-src 'self' 'sha256-abc='; style-src 'self'; base-uri 'none'";
const page = `<!doctype html><meta http-equiv="content-security-policy" content="${metaPolicy}"><h1>Medspil</h1>`;
const script = `export const text = '${'long enough to compress '.repeat(20)}';`;

let folder: string;
let servers: Server[];

async function write(file: string, content: string) {
	await mkdir(dirname(file), { recursive: true });
	await writeFile(file, content);
	await writeFile(`${file}.br`, brotliCompressSync(content));
	await writeFile(`${file}.gz`, gzipSync(content));
}

/** A build as the adapter leaves it, with one chunk of the given name. */
async function makeBuild(name: string, chunk: string) {
	const build = join(folder, name);
	await write(join(build, 'index.html'), page);
	await write(join(build, 'service-worker.js'), `// ${name}`);
	await write(join(build, '_app/version.json'), `{"version":"${name}"}`);
	await write(join(build, `_app/immutable/chunks/${chunk}`), script);
	await writeFile(join(build, 'manifest.webmanifest'), '{}');
	await writeFile(join(build, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
	return build;
}

async function serve(build: string, https = false, log?: AppOptions['log']) {
	const beside = log && { log };
	const where = { data: join(folder, 'data'), port: 0, host: '127.0.0.1' };
	const server = await serveApp({ build, https, ...where, ...beside });
	servers.push(server);
	return server;
}

interface Answer {
	status: number;
	headers: IncomingHttpHeaders;
	body: Buffer;
}

/** Sends the path as it stands: fetch would tidy it up first. */
function ask(server: Server, path: string, headers: Record<string, string> = {}, method = 'GET') {
	const address = server.address();
	if (!address || typeof address === 'string') throw new Error('The server does not listen on a port.');
	return new Promise<Answer>((resolve, reject) => {
		const { port } = address;
		const asked = httpRequest({ host: '127.0.0.1', port, path, method, headers }, (answer) => {
			const parts: Buffer[] = [];
			answer.on('data', (part: Buffer) => parts.push(part));
			answer.on('error', reject);
			answer.on('end', () =>
				resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) }),
			);
		});
		asked.on('error', reject);
		asked.end();
	});
}

const navigation = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'medspil-server-'));
	servers = [];
});

afterEach(async () => {
	for (const server of servers) {
		server.closeAllConnections();
		await new Promise((closed) => server.close(closed));
	}
	await rm(folder, { recursive: true });
});

test('a deep link gets the page, and the page is asked for again each time', async () => {
	const server = await serve(await makeBuild('one', 'a.js'));
	for (const path of ['/', '/udvalg/7/plan', '/udvalg/7/plan?year=2027', '/udvalg/%C3%A6', '/index.html']) {
		const answer = await ask(server, path, navigation);
		expect({ path, ...answer, body: answer.body.toString() }).toMatchObject({
			path,
			status: 200,
			headers: { 'cache-control': 'no-cache', 'content-type': 'text/html;charset=utf-8' },
			body: page,
		});
	}
});

test('an unknown file is an honest 404, also when a browser asks for a page', async () => {
	const server = await serve(await makeBuild('one', 'a.js'));
	for (const path of ['/_app/immutable/chunks/gone.js', '/_app/', '/logo.png', '/udvalg/7/notes.pdf']) {
		const answer = await ask(server, path, navigation);
		expect({ path, ...answer, body: answer.body.toString() }).toMatchObject({
			path,
			status: 404,
			headers: { 'cache-control': 'no-store', 'content-type': 'text/plain; charset=utf-8' },
			body: 'Not found',
		});
	}
	expect((await ask(server, '/udvalg/7', { accept: '*/*' })).status).toBe(404);
});

test('hashed files are kept for a year, what names the version never, the rest for a short time', async () => {
	const server = await serve(await makeBuild('one', 'a.js'));
	const caching = async (path: string) => (await ask(server, path)).headers['cache-control'];
	expect(await caching('/_app/immutable/chunks/a.js')).toBe('public, max-age=31536000, immutable');
	const naming = ['/service-worker.js', '/manifest.webmanifest', '/_app/version.json', '/'];
	expect(await Promise.all(naming.map(caching))).toEqual(naming.map(() => 'no-cache'));
	expect(await caching('/favicon.svg')).toBe('public, max-age=3600');
});

test('what has not changed is answered with 304, headers included', async () => {
	const server = await serve(await makeBuild('one', 'a.js'));
	const { etag = '' } = (await ask(server, '/service-worker.js')).headers;
	const again = await ask(server, '/service-worker.js', { 'if-none-match': etag });
	expect(again).toMatchObject({ status: 304, headers: { 'cache-control': 'no-cache' } });
	expect(again.headers['content-security-policy']).toContain("script-src 'self'");
	expect(again.body).toHaveLength(0);
});

test('each browser gets the best compression it can read', async () => {
	const server = await serve(await makeBuild('one', 'a.js'));
	const path = '/_app/immutable/chunks/a.js';
	const brotli = await ask(server, path, { 'accept-encoding': 'gzip, deflate, br' });
	const gzip = await ask(server, path, { 'accept-encoding': 'gzip' });
	const plain = await ask(server, path);
	expect(brotli.headers).toMatchObject({ 'content-encoding': 'br', 'content-type': 'text/javascript' });
	expect(gzip.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'Accept-Encoding' });
	expect(plain.headers['content-encoding']).toBeUndefined();
	expect(brotliDecompressSync(brotli.body).toString()).toBe(script);
	expect(gunzipSync(gzip.body).toString()).toBe(script);
	expect(plain.body.toString()).toBe(script);
});

test('every kind of answer carries the policy of the page and the other protections', async () => {
	const server = await serve(await makeBuild('one', 'a.js'));
	const answers = await Promise.all([
		ask(server, '/'),
		ask(server, '/udvalg/7', navigation),
		ask(server, '/_app/immutable/chunks/a.js'),
		ask(server, '/gone.js'),
		ask(server, '/health'),
		ask(server, '/%'),
		ask(server, '/', {}, 'POST'),
		ask(server, '/', {}, 'HEAD'),
	]);
	expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 404, 200, 400, 405, 200]);
	for (const { headers } of answers) {
		expect(headers).toMatchObject({
			'content-security-policy': `${metaPolicy}; frame-ancestors 'none'`,
			'x-content-type-options': 'nosniff',
			'referrer-policy': 'no-referrer',
			'cross-origin-opener-policy': 'same-origin',
		});
		// The camera reads an invitation, for our own page; nothing else is looked at or listened to.
		const features = headers['permissions-policy']?.toString().split(', ') ?? [];
		expect(features).toContain('camera=(self)');
		expect(features).toEqual(expect.arrayContaining(['microphone=()', 'geolocation=()']));
		expect(features.filter((feature) => !feature.endsWith('=()'))).toEqual(['camera=(self)']);
		expect(headers['content-security-policy']).not.toContain('unsafe-inline');
		expect(headers['strict-transport-security']).toBeUndefined();
	}
});

test('only a browser that came by https is told to stay with https', async () => {
	const build = await makeBuild('one', 'a.js');
	const byProxy = await ask(await serve(build), '/', { 'x-forwarded-proto': 'https' });
	const bySetting = await ask(await serve(build, true), '/');
	for (const { headers } of [byProxy, bySetting]) {
		expect(headers['strict-transport-security']).toBe('max-age=31536000');
	}
});

test('HEAD has the headers of GET and no body', async () => {
	const server = await serve(await makeBuild('one', 'a.js'));
	const head = await ask(server, '/favicon.svg', {}, 'HEAD');
	expect(head.status).toBe(200);
	expect(head.headers['content-length']).toBe('41');
	expect(head.body).toHaveLength(0);
});

test('any other method is refused with those that are allowed', async () => {
	const server = await serve(await makeBuild('one', 'a.js'));
	for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']) {
		expect(await ask(server, '/health', {}, method)).toMatchObject({
			status: 405,
			headers: { allow: 'GET, HEAD' },
		});
	}
});

test('nothing outside the build can be read, and a malformed address is refused', async () => {
	const build = await makeBuild('one', 'a.js');
	await writeFile(join(folder, 'secret.txt'), 'secret');
	const server = await serve(build);
	const paths = [
		'/../secret.txt',
		'/%2e%2e/secret.txt',
		'/..%2fsecret.txt',
		'/_app/..%5c..%5c..%5csecret.txt',
		'/%00',
		'/%E0%A4%A',
		'http://elsewhere.example/',
	];
	for (const path of paths) {
		const answer = await ask(server, path, navigation);
		expect({ path, status: answer.status, body: answer.body.toString() }).toEqual({
			path,
			status: 400,
			body: 'Bad request',
		});
	}
	expect((await ask(server, '/%252e%252e/secret.txt', navigation)).status).toBe(404);
	expect((await ask(server, '/health')).body.toString()).toBe('ok');
});

test('what is served beside the app answers its own requests, and its trouble shows in the health', async () => {
	const log = {
		trouble: undefined as string | undefined,
		takes(request: IncomingMessage, response: ServerResponse) {
			if (request.url !== '/log/frames') return false;
			response.end('frames');
			return true;
		},
	};
	const server = await serve(await makeBuild('one', 'a.js'), false, log);
	const frames = await ask(server, '/log/frames', {}, 'POST');
	expect(frames).toMatchObject({ status: 200, headers: { 'x-content-type-options': 'nosniff' } });
	expect(frames.body.toString()).toBe('frames');
	expect((await ask(server, '/health')).status).toBe(200);
	log.trouble = 'disk-full';
	const health = await ask(server, '/health');
	expect([health.status, health.body.toString()]).toEqual([503, 'disk-full']);
});

test('a range that ends before it starts does not end the server', async () => {
	const server = await serve(await makeBuild('one', 'a.js'));
	const answer = await ask(server, '/favicon.svg', { range: 'bytes=5-2' });
	expect(answer).toMatchObject({ status: 200, body: { length: 41 } });
});

test('a file that vanished under the server breaks that answer only', async () => {
	const build = await makeBuild('one', 'a.js');
	const server = await serve(build);
	await unlink(join(build, 'favicon.svg'));
	await expect(ask(server, '/favicon.svg')).rejects.toThrow(/hang up|aborted/);
	expect((await ask(server, '/')).status).toBe(200);
});

test('the chunks of an earlier build are still served after an update', async () => {
	await serve(await makeBuild('one', 'old.js'));
	const server = await serve(await makeBuild('two', 'new.js'));
	const old = await ask(server, '/_app/immutable/chunks/old.js', { 'accept-encoding': 'br' });
	expect(old).toMatchObject({
		status: 200,
		headers: { 'content-encoding': 'br', 'cache-control': 'public, max-age=31536000, immutable' },
	});
	expect(brotliDecompressSync(old.body).toString()).toBe(script);
	expect((await ask(server, '/_app/immutable/chunks/new.js')).status).toBe(200);
});

test('a chunk that no build has named for 60 days goes, a day earlier it is still there', async () => {
	await serve(await makeBuild('one', 'old.js'));
	const chunks = join(folder, 'data/assets/_app/immutable/chunks');
	const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 60 * 60 * 1000);
	const age = async (days: number) => {
		for (const file of await readdir(chunks)) await utimes(join(chunks, file), daysAgo(days), daysAgo(days));
	};
	const build = await makeBuild('two', 'new.js');

	await age(59);
	expect((await ask(await serve(build), '/_app/immutable/chunks/old.js')).status).toBe(200);
	await age(61);
	const server = await serve(build);
	expect((await ask(server, '/_app/immutable/chunks/old.js')).status).toBe(404);
	expect((await ask(server, '/_app/immutable/chunks/new.js')).status).toBe(200);
	expect(await readdir(chunks)).toEqual(['new.js', 'new.js.br', 'new.js.gz']);
});

test('without a build, or with a page that has no policy, it does not start', async () => {
	await expect(serve(join(folder, 'nothing'))).rejects.toThrow('npm run build');
	const build = await makeBuild('one', 'a.js');
	await writeFile(join(build, 'index.html'), '<h1>Medspil</h1>');
	await expect(serve(build)).rejects.toThrow('no content security policy');
});
