import adapter from '@sveltejs/adapter-static';

/** One plain object, so that a later move of the configuration is a cut and paste. */
const kit = {
	adapter: adapter({ pages: 'build', assets: 'build', fallback: 'index.html', precompress: true, strict: false }),
	// The policy is written once, here; the server copies it from the built page into a header.
	csp: {
		mode: /** @type {const} */ ('hash'),
		directives: {
			'default-src': /** @type {const} */ (['self']),
			'script-src': /** @type {const} */ (['self']),
			'style-src': /** @type {const} */ (['self']),
			'img-src': /** @type {const} */ (['self', 'data:', 'blob:']),
			'connect-src': /** @type {const} */ (['self']),
			'object-src': /** @type {const} */ (['none']),
			'base-uri': /** @type {const} */ (['none']),
			'form-action': /** @type {const} */ (['none'])
		}
	},
	// Registered by hand with workbox-window (device/update.svelte.ts): a new version waits for the user's word.
	serviceWorker: { register: false },
	files: { serviceWorker: 'src/service-worker/index.ts' },
	alias: {}
};

/** @type {import('@sveltejs/kit').Config} */
export default {
	compilerOptions: { runes: true },
	kit
};
