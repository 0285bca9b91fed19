import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import adapter from '@sveltejs/adapter-static';

/**
 * The version is what the app is made of, not when it was built: starting the server again builds again, and must
 * not announce a new version to people who already have it.
 */
function sourceVersion() {
	const root = import.meta.dirname;
	const files = ['src', 'static'].flatMap((folder) =>
		readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
			.map((entry) => relative(root, join(entry.parentPath, entry.name))),
	);
	const hash = createHash('sha256');
	for (const file of [...files.sort(), 'svelte.config.js', 'vite.config.ts', 'package-lock.json']) {
		hash.update(file).update(readFileSync(join(root, file)));
	}
	hash.update(syncOrigins().join(' '));
	return hash.digest('hex').slice(0, 12);
}

/**
 * Where the sync server is, when the app is hosted apart from it: its origin, for requests and for WebSockets. The policy
 * lets the app talk to that server and to no other.
 * @returns {(`https://${string}` | `wss://${string}` | `http://${string}` | `ws://${string}`)[]}
 */
function syncOrigins() {
	const { PUBLIC_SYNC_URL } = process.env;
	if (!PUBLIC_SYNC_URL) return [];
	const url = URL.parse(PUBLIC_SYNC_URL);
	// One server with one name: in a policy `*` would be everybody.
	const isOrigin = url?.origin === PUBLIC_SYNC_URL.replace(/\/$/, '') && !url?.host.includes('*');
	if (isOrigin && url?.protocol === 'https:') return [`https://${url.host}`, `wss://${url.host}`];
	// Without https only on this machine, where it is needed for trying things out.
	const isHere = url?.hostname === 'localhost' || url?.hostname === '127.0.0.1';
	if (isOrigin && isHere && url?.protocol === 'http:') return [`http://${url.host}`, `ws://${url.host}`];
	throw new Error(
		`PUBLIC_SYNC_URL=${PUBLIC_SYNC_URL} is not an origin: it looks like https://log.example.dk`,
	);
}

/** `app.html` puts on the theme before anything is painted: one inline script, allowed word for word. */
function themeScript() {
	const page = readFileSync(join(import.meta.dirname, 'src/app.html'), 'utf8');
	const script = /<script>([\s\S]*?)<\/script>/.exec(page)?.[1] ?? '';
	return /** @type {const} */ (`sha256-${createHash('sha256').update(script).digest('base64')}`);
}

const announcerStyle = 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo=';

/** One plain object, so that a later move of the configuration is a cut and paste. */
const kit = {
	adapter: adapter({
		pages: 'build',
		assets: 'build',
		fallback: 'index.html',
		precompress: true,
		strict: false,
	}),
	version: { name: sourceVersion() },
	// The policy is written once, here; the server copies it from the built page into a header.
	csp: {
		mode: /** @type {const} */ ('hash'),
		directives: {
			'default-src': /** @type {const} */ (['self']),
			'script-src': [/** @type {const} */ ('self'), themeScript()],
			'style-src': /** @type {const} */ (['self']),
			// One style attribute, word for word: SvelteKit hides its announcer of new pages with it.
			'style-src-attr': /** @type {const} */ (['unsafe-hashes', announcerStyle]),
			'img-src': /** @type {const} */ (['self', 'data:', 'blob:']),
			'font-src': /** @type {const} */ (['self']),
			'connect-src': [/** @type {const} */ ('self'), ...syncOrigins()],
			'worker-src': /** @type {const} */ (['self']),
			'manifest-src': /** @type {const} */ (['self']),
			'frame-src': /** @type {const} */ (['none']),
			'object-src': /** @type {const} */ (['none']),
			'base-uri': /** @type {const} */ (['none']),
			'form-action': /** @type {const} */ (['none']),
		},
	},
	// Registered by hand with workbox-window (src/lib/device/app/update.svelte.ts): a new version waits for the user's word.
	serviceWorker: { register: false },
	files: { serviceWorker: 'src/service-worker/index.ts' },
	alias: {},
};

/** @type {import('@sveltejs/kit').Config} */
export default {
	compilerOptions: { runes: true },
	kit,
};
