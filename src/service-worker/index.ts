import { base, build, files, version } from '$service-worker';
import {
	addPlugins,
	cleanupOutdatedCaches,
	createHandlerBoundToURL,
	getCacheKeyForURL,
	precacheAndRoute,
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

declare const self: ServiceWorkerGlobalScope;

const page = `${base}/index.html`;
const versionFile = `${base}/_app/version.json`;

// The version comes last, and is looked at: see the plugin.
const precached = [
	{ url: page, revision: version },
	...build.map((url) => ({ url, revision: null })),
	...files.map((url) => ({ url, revision: version })),
	{ url: versionFile, revision: version },
];

addPlugins([
	{
		// A server that is updated while this installs would give the page of one version to the worker of another,
		// and offline that page would ask for files that nobody has. Then the whole installation is given up, and
		// the browser tries again later. SvelteKit asks for the same file to see whether it must reload the page;
		// from here it always hears that nothing is new, since taking a new version is for the user to say.
		async cacheWillUpdate({ request, response }) {
			if (!response.ok) return null;
			const isVersion = new URL(request.url).pathname === versionFile;
			return isVersion && (await response.clone().json()).version !== version ? null : response;
		},
	},
]);
precacheAndRoute(precached);
cleanupOutdatedCaches();

// Every address is the same page, except what only the server can answer.
registerRoute(
	new NavigationRoute(createHandlerBoundToURL(page), { denylist: [/^\/health$/, /\/[^/?]+\.[^/.?]+(\?|$)/] }),
);

// So that the very first visit is ready for being offline. A waiting worker gets here only when it was asked to,
// or when no page is open.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

async function isComplete() {
	const caching = (await caches.keys()).map(async (name) => (await caches.open(name)).keys());
	const kept = new Set((await Promise.all(caching)).flat().map((request) => request.url));
	return precached.every(({ url }) => kept.has(getCacheKeyForURL(url) ?? url));
}

// Pages ask through a port of their own. See device/update.svelte.ts.
self.addEventListener('message', (event) => {
	if (event.data?.type === 'SKIP_WAITING') event.waitUntil(self.skipWaiting());
	if (event.data?.type === 'STATUS') {
		event.waitUntil(isComplete().then((complete) => event.ports[0]?.postMessage({ version, complete })));
	}
});
