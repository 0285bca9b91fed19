import {
	createServer,
	type IncomingMessage,
	type RequestListener,
	type Server,
	type ServerResponse,
} from 'node:http';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';
import sirv from 'sirv';
import { cacheControl, readPolicy, securityHeaders } from './headers.ts';
import { keepAssets, oldAssetsFolder, pruneAssets } from './old-assets.ts';

export interface AppOptions {
	/** The folder with the built app. */
	build: string;
	/** The folder for what the server keeps. */
	data: string;
	/** The app is reached by https even when no proxy says so. */
	https?: boolean;
	/** What is served beside the app. */
	log?: {
		/** Answers the request itself, if it is one of its own. */
		takes(request: IncomingMessage, response: ServerResponse): boolean;
		/** Why it cannot do its work just now, in a word. */
		readonly trouble: string | undefined;
	};
}

const oneDay = 24 * 60 * 60 * 1000;

/** The path of a request, decoded; undefined when it is malformed or climbs. */
function readPath(url = ''): string | undefined {
	try {
		const path = decodeURIComponent(url.replace(/[?#].*$/s, ''));
		const isSound = path.startsWith('/') && !path.includes('\0') && !/(^|[/\\])\.\.([/\\]|$)/.test(path);
		return isSound ? path : undefined;
	} catch {
		return undefined;
	}
}

const isAsset = (path: string) => path.startsWith('/_app/') || /\.[^/.]+$/.test(path);

function say(response: ServerResponse, status: number, text: string) {
	response.writeHead(status, {
		'Content-Type': 'text/plain; charset=utf-8',
		'Cache-Control': 'no-store',
		'Content-Length': Buffer.byteLength(text),
	});
	response.end(text);
}

const sayHealth = (response: ServerResponse, trouble: string | undefined) =>
	trouble === undefined ? say(response, 200, 'ok') : say(response, 503, trouble);

// sirv pipes a file without looking back: a file that vanished must not end the process, nor a reader keep it open.
function guardStream(response: ServerResponse) {
	response.once('pipe', (file) => {
		file.once('error', () => response.destroy());
		response.once('close', () => file.destroy());
	});
}

/** Answers every request. Reads the build once: start again after building. */
function createListener({ build, data, https = false, log }: AppOptions): RequestListener {
	const policy = readPolicy(build);
	const files = { etag: true, gzip: true, brotli: true };
	const app = sirv(build, files);
	const oldAssets = sirv(oldAssetsFolder(data), files);

	return (request: IncomingMessage, response: ServerResponse) => {
		const isHttps = https || request.headers['x-forwarded-proto'] === 'https';
		response.setHeaders(securityHeaders(policy, isHttps));
		if (log?.takes(request, response)) return;
		if (request.method !== 'GET' && request.method !== 'HEAD') {
			response.setHeader('Allow', 'GET, HEAD');
			return say(response, 405, 'Method not allowed');
		}
		const path = readPath(request.url);
		if (path === undefined) return say(response, 400, 'Bad request');
		if (path === '/health') return sayHealth(response, log?.trouble);

		// Nothing here is long enough to be asked for in parts, and sirv throws at a part that ends before it starts.
		delete request.headers.range;
		guardStream(response);
		response.setHeader('Cache-Control', cacheControl(path));
		app(request, response, () =>
			oldAssets(request, response, () => {
				const isNavigation = request.headers.accept?.includes('text/html') && !isAsset(path);
				if (!isNavigation) return say(response, 404, 'Not found');
				request.url = '/index.html';
				response.setHeader('Cache-Control', 'no-cache');
				app(request, response);
			}),
		);
	};
}

/**
 * Serves the app; the server is given back listening, for others to attach to. Port 0 takes any that is free.
 * Throws, with a sentence for whoever runs it, when there is no build or the port is taken.
 */
export async function serveApp(options: AppOptions & { port: number; host?: string }): Promise<Server> {
	const { build, data, port, host } = options;
	if (!existsSync(join(build, 'index.html'))) {
		throw new Error(
			`There is no built app in ${build}. Run \`npm run build\` first, or \`npm start\` for both.`,
		);
	}
	await keepAssets(build, data, new Date());
	await pruneAssets(data, new Date());

	const server = createServer(createListener(options));
	server.listen(port, host);
	await once(server, 'listening');
	// A day that fails costs nothing: 60 are kept.
	const stillServed = setInterval(() => keepAssets(build, data, new Date()).catch(() => undefined), oneDay);
	stillServed.unref();
	server.once('close', () => clearInterval(stillServed));
	return server;
}
