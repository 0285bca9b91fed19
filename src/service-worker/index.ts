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
			if (!isVersion || (await response.clone().json()).version === version) return response;
			await forget();
			return null;
		},
	},
]);
precacheAndRoute(precached);

/**
 * What was fetched for this version under a name that every version has. Should the server come back to this version,
 * it would be taken for complete, with the page of the other one. Files with a hash in their name are right as they are.
 */
async function forget() {
	const named = precached.filter(({ revision }) => revision !== null);
	for (const name of await caches.keys()) {
		const cache = await caches.open(name);
		await Promise.all(named.map(({ url }) => cache.delete(getCacheKeyForURL(url) ?? url)));
	}
}

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

// Pages ask through a port of their own. See lib/device/app/update.svelte.ts.
self.addEventListener('message', (event) => {
	if (event.data?.type === 'SKIP_WAITING') event.waitUntil(self.skipWaiting());
	if (event.data?.type === 'STATUS') {
		event.waitUntil(isComplete().then((complete) => event.ports[0]?.postMessage({ version, complete })));
	}
});
