import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const entities: Record<string, string> = {
	'&quot;': '"',
	'&#39;': "'",
	'&lt;': '<',
	'&gt;': '>',
	'&amp;': '&',
};

/**
 * The Content-Security-Policy of the built page, hashes included, and what a meta element cannot carry.
 * Throws when the build has no page or the page has no policy.
 */
export function readPolicy(build: string): string {
	const page = readFileSync(join(build, 'index.html'), 'utf8');
	const meta = /<meta http-equiv="content-security-policy" content="([^"]+)"/i.exec(page)?.[1];
	if (!meta) throw new Error(`The page in ${build} carries no content security policy.`);
	const policy = meta.replace(/&(?:quot|#39|lt|gt|amp);/g, (entity) => entities[entity] ?? entity);
	return `${policy}; frame-ancestors 'none'`;
}

// Nothing that the app has no use for, whoever should get a script into it. Only names that every browser knows.
const denied = ['display-capture', 'geolocation', 'microphone', 'payment', 'usb'];
/** An invitation is read off another tablet's screen. The browser still asks the person, each time it wants to. */
const granted = ['camera'];

const always = {
	'X-Content-Type-Options': 'nosniff',
	'Referrer-Policy': 'no-referrer',
	'Cross-Origin-Opener-Policy': 'same-origin',
	'Cross-Origin-Resource-Policy': 'same-origin',
	'Permissions-Policy': [
		...granted.map((feature) => `${feature}=(self)`),
		...denied.map((feature) => `${feature}=()`),
	].join(', '),
};

/** Headers for every response, refusals included. `https`: the browser reached us by https, so it may be told to stay. */
export function securityHeaders(policy: string, https: boolean): Map<string, string> {
	const headers = new Map(Object.entries({ 'Content-Security-Policy': policy, ...always }));
	if (https) headers.set('Strict-Transport-Security', 'max-age=31536000');
	return headers;
}

// What names the current version must be asked for each time; the answer is mostly a 304.
const revalidated = new Set([
	'/',
	'/index.html',
	'/service-worker.js',
	'/manifest.webmanifest',
	'/_app/version.json',
]);

/** For a file of the build, by its path in the URL. */
export function cacheControl(path: string): string {
	if (path.startsWith('/_app/immutable/')) return 'public, max-age=31536000, immutable';
	return revalidated.has(path) ? 'no-cache' : 'public, max-age=3600';
}
