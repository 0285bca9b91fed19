/**
 * The least that anybody with this stack would serve: one page, one button, one Yjs document kept by y-indexeddb, and
 * a service worker that keeps the build. Same versions, same adapter, same server, same policy of hashes.
 */
export const barePage: Record<string, string> = {
	'package.json': JSON.stringify({ name: 'bare', private: true, type: 'module' }),

	'svelte.config.js': `
import adapter from '@sveltejs/adapter-static';

export default {
	compilerOptions: { runes: true },
	kit: {
		adapter: adapter({ fallback: 'index.html', precompress: true, strict: false }),
		csp: { mode: 'hash', directives: { 'default-src': ['self'], 'style-src': ['self', 'unsafe-inline'] } },
	},
};
`,

	'vite.config.js': `
import { sveltekit } from '@sveltejs/kit/vite';

export default { plugins: [sveltekit()], build: { target: 'es2022' } };
`,

	'src/app.html': `<!doctype html>
<html lang="en">
	<head>
		<meta charset="utf-8" />
		<meta name="viewport" content="width=device-width, initial-scale=1" />
		<title>Bare</title>
		<link rel="icon" href="data:," />
		%sveltekit.head%
	</head>
	<body>
		<div>%sveltekit.body%</div>
	</body>
</html>
`,

	'src/routes/+layout.js': `export const ssr = false;\n`,

	'src/routes/+page.svelte': `
<script>
	import { IndexeddbPersistence } from 'y-indexeddb';
	import * as Y from 'yjs';

	const doc = new Y.Doc();
	const taps = doc.getArray('taps');
	let count = $state();

	taps.observe(() => (count = taps.length));
	new IndexeddbPersistence('bare', doc).once('synced', () => (count = taps.length));
</script>

<main>
	<button onclick={() => taps.push([Date.now()])}>Tap</button>
	{#if count !== undefined}<p data-open>{count}</p>{/if}
</main>
`,

	'src/service-worker.js': `
import { build, files, prerendered, version } from '$service-worker';

const name = 'bare-' + version;
const kept = [...build, ...files, ...prerendered];

self.addEventListener('install', (event) =>
	event.waitUntil(caches.open(name).then((cache) => cache.addAll([...kept, '/index.html']))),
);
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', (event) => {
	const { pathname } = new URL(event.request.url);
	const path = event.request.mode === 'navigate' ? '/index.html' : pathname;
	if (event.request.mode === 'navigate' || kept.includes(pathname))
		event.respondWith(caches.match(path).then((found) => found ?? fetch(event.request)));
});
`,
};
