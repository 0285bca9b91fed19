import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readdir, rename, rm, symlink, writeFile, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { chromium, expect, test, type Page } from '@playwright/test';
import { m } from '#lib/messages/da/device.ts';
import { m as ui } from '#lib/messages/da/ui.ts';
import { watchFaults } from './page.ts';

test.use({ serviceWorkers: 'allow' });

// One worker: the editions are built once.
test.describe.configure({ mode: 'default' });

const root = join(import.meta.dirname, '..');
let folder: string;

/** The build of this run, and two later editions of the same app, each with its name in a meta element. */
const editions = { one: join(root, 'build'), two: '', three: '', mixed: '' };

test.beforeAll(async () => {
	test.setTimeout(400_000);
	folder = await mkdtemp(join(tmpdir(), 'medspil-pwa-'));
	const made = ['src', 'static', 'tests/mutants', 'package.json', 'package-lock.json', 'tsconfig.json'];
	for (const part of [...made, 'svelte.config.js', 'vite.config.ts']) {
		await cp(join(root, part), join(folder, part), { recursive: true });
	}
	await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
	const template = await readFile(join(folder, 'src/app.html'), 'utf8');
	for (const name of ['two', 'three'] as const) {
		const edition = template.replace('</title>', `</title><meta name="edition" content="${name}" />`);
		await writeFile(join(folder, 'src/app.html'), edition);
		const vite = join(root, 'node_modules/vite/bin/vite.js');
		await promisify(execFile)(process.execPath, [vite, 'build'], { cwd: folder });
		editions[name] = join(folder, name);
		await rename(join(folder, 'build'), editions[name]);
	}
	editions.mixed = join(folder, 'mixed');
});

test.afterAll(() => rm(folder, { recursive: true }));

const stops: (() => Promise<void>)[] = [];
test.afterEach(() => Promise.all(stops.splice(0).map((stop) => stop())));

/** The real server with this edition, on a port that is free or the one that is given. */
async function serve(edition: keyof typeof editions, port = 0) {
	const program = spawn(process.execPath, [join(root, 'src/server/main.ts')], {
		env: {
			...process.env,
			PORT: `${port}`,
			BUILD_DIR: editions[edition],
			DATA_DIR: test.info().outputPath('data'),
		},
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const exit = once(program, 'exit');
	const [line] = await once(createInterface(program.stdout), 'line');
	const address = new URL(String(line).replace('Medspil is running on ', ''));
	const stop = async () => {
		program.kill();
		await exit;
	};
	stops.push(stop);
	return { address: address.origin, port: Number(address.port), stop };
}

/** The worker has everything and answers for this page. */
const ready = (page: Page) =>
	page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');

const edition = (page: Page) => page.locator('meta[name=edition]').getAttribute('content', { timeout: 500 });
const isEdition = (page: Page, name: string) =>
	expect.poll(() => edition(page).catch(() => 'one')).toBe(name);

/** What the browser does when somebody comes back to the tab. */
const comeBack = (page: Page) => page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));

/** Which version waits for the user's word. */
const waitingVersion = (page: Page) =>
	page.evaluate(async () => {
		const waiting = (await navigator.serviceWorker.getRegistration())?.waiting;
		const { port1, port2 } = new MessageChannel();
		const answer = new Promise<MessageEvent>((resolve) => (port1.onmessage = resolve));
		waiting?.postMessage({ type: 'STATUS' }, [port2]);
		return waiting ? (await answer).data.version : undefined;
	});

const says = (page: Page, text: string) => expect(page.getByRole('status').getByText(text)).toBeVisible();
const takeButton = (page: Page) => page.getByRole('button', { name: m.updateTake });

test('after one visit the app opens without a network, from a cold start, at any address', async () => {
	const { address, stop } = await serve('one');
	const profile = test.info().outputPath('profile');
	const { launchOptions } = test.info().project.use;
	const first = await chromium.launchPersistentContext(profile, launchOptions);
	const visited = await first.newPage();
	await visited.goto(address);
	await ready(visited);
	await first.close();
	await stop();

	const second = await chromium.launchPersistentContext(profile, launchOptions);
	const page = await second.newPage();
	await page.goto(address);
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	await page.reload();
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	await page.goto(`${address}/nothing/is/here?year=2027`);
	await expect(page.getByRole('heading', { name: ui.missingTitle })).toBeVisible();
	await second.close();
});

test('the browser finds nothing that keeps the app from being installed', async ({ page, context }) => {
	const { address } = await serve('one');
	await page.goto(address);
	await ready(page);
	const browser = await context.newCDPSession(page);
	const { errors, data } = await browser.send('Page.getAppManifest');
	expect(errors).toEqual([]);
	expect(JSON.parse(data ?? '')).toMatchObject({ name: 'Medspil', lang: 'da', display: 'standalone' });
	// The windows of a test are private ones; nothing else may be said.
	const { installabilityErrors } = await browser.send('Page.getInstallabilityErrors');
	expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
});

test('the page obeys its own policy, which the server sends with more', async ({ page, context }) => {
	const { address } = await serve('one');
	const faults = watchFaults(context);
	await page.addInitScript(() => {
		addEventListener('securitypolicyviolation', (event) =>
			console.error(`${event.violatedDirective} refused ${event.blockedURI} ${event.sample}`),
		);
	});
	const answer = await page.goto(address);
	await ready(page);
	const meta = await page.locator('meta[http-equiv="content-security-policy" i]').getAttribute('content');
	const header = await answer?.headerValue('content-security-policy');
	expect(header).toBe(`${meta}; frame-ancestors 'none'`);
	expect(header).toContain("script-src 'self' 'sha256-");
	expect(header).not.toContain('unsafe-inline');
	expect(faults).toEqual([]);
});

test('a new version is announced in every tab, not taken unasked, and taken in all tabs by one tap', async ({
	page,
	context,
	request,
}) => {
	const { address, port, stop } = await serve('one');
	const other = await context.newPage();
	await page.goto(address);
	await ready(page);
	await other.goto(`${address}/nothing/here`);
	await ready(other);

	await stop();
	await serve('two', port);
	await comeBack(page);
	await says(page, m.updateReady);
	await says(other, m.updateReady);
	await page.reload();
	await says(page, m.updateReady);
	await isEdition(page, 'one');
	// SvelteKit would reload a missing page again and again, as long as the server has another version than the worker.
	let loads = 0;
	other.on('load', () => (loads += 1));
	await other.reload();
	await says(other, m.updateReady);
	await other.waitForTimeout(500);
	expect(loads).toBe(1);

	// What only the first edition has: for the tab that still runs it, and from the server, whatever the worker keeps.
	const chunks = (name: 'one' | 'two') => readdir(join(editions[name], '_app/immutable/nodes'));
	const later = await chunks('two');
	const old = (await chunks('one')).find((chunk) => chunk.endsWith('.js') && !later.includes(chunk));
	const url = `${address}/_app/immutable/nodes/${old}`;
	expect(await page.evaluate((chunk) => import(chunk).then((module) => 'component' in module), url)).toBe(
		true,
	);
	const fromServer = await request.get(url);
	expect([fromServer.status(), fromServer.headers()['content-type']]).toEqual([200, 'text/javascript']);

	await takeButton(page).click();
	await isEdition(page, 'two');
	await isEdition(other, 'two');
	await expect(takeButton(page)).toBeHidden();
	await expect(takeButton(other)).toBeHidden();
	expect(new URL(other.url()).pathname).toBe('/nothing/here');
});

test('a version that is overtaken by the next one is never taken', async ({ page }) => {
	const { address, port, stop } = await serve('one');
	await page.goto(address);
	await ready(page);
	await stop();
	const { stop: stopTwo } = await serve('two', port);
	await comeBack(page);
	await says(page, m.updateReady);
	await stopTwo();
	await serve('three', port);
	await comeBack(page);
	const { version } = JSON.parse(await readFile(join(editions.three, '_app/version.json'), 'utf8'));
	await expect.poll(() => waitingVersion(page)).toBe(version);
	await takeButton(page).click();
	await isEdition(page, 'three');
});

test('a version that the server replaces while it is being fetched is not kept, and comes whole when it is back', async ({
	page,
}) => {
	const { address, port, stop } = await serve('one');
	await page.goto(address);
	await ready(page);
	await stop();
	await cp(editions.two, editions.mixed, { recursive: true });
	for (const file of ['_app/version.json', 'index.html'].flatMap((name) => [
		name,
		`${name}.br`,
		`${name}.gz`,
	])) {
		await cp(join(editions.three, file), join(editions.mixed, file));
	}
	const { stop: stopMixed } = await serve('mixed', port);
	const end = await page.evaluate(async () => {
		const registration = await navigator.serviceWorker.ready;
		const found = new Promise((resolve) => registration.addEventListener('updatefound', resolve));
		await registration.update().catch(() => undefined);
		await found;
		const worker = registration.installing;
		while (worker?.state === 'installing') await new Promise((resolve) => setTimeout(resolve, 50));
		return [worker?.state, registration.waiting];
	});
	expect(end).toEqual(['redundant', null]);
	await expect(takeButton(page)).toBeHidden();
	await stopMixed();
	await page.reload();
	await isEdition(page, 'one');

	// What was fetched of the other version in vain is not what this one is made of.
	await serve('two', port);
	await comeBack(page);
	await says(page, m.updateReady);
	await takeButton(page).click();
	await isEdition(page, 'two');
});

test('while somebody answers in one tab no tab changes version; then all do, by themselves', async ({
	page,
	context,
}) => {
	const { address, port, stop } = await serve('one');
	const answering = await context.newPage();
	for (const tab of [page, answering]) {
		await tab.goto(address);
		await ready(tab);
	}
	await answering.evaluate(() => {
		const answered = new Promise((resolve) => addEventListener('answered', resolve));
		void navigator.locks.request('medspil-answering', { mode: 'shared' }, () => answered);
	});
	await stop();
	await serve('two', port);
	await comeBack(page);
	await takeButton(page).click();
	await says(page, m.updateWaiting);
	await page.waitForTimeout(1000);
	await isEdition(page, 'one');
	await isEdition(answering, 'one');

	await answering.evaluate(() => dispatchEvent(new Event('answered')));
	await isEdition(page, 'two');
	await isEdition(answering, 'two');
});

test.describe('without a worker', () => {
	test.use({ serviceWorkers: 'block' });

	test('a part of the app that cannot be fetched gives a page that says so once, not a white one', async ({
		page,
	}) => {
		const { address } = await serve('one');
		await page.goto(`${address}/nothing/here`);
		await expect(page.getByRole('heading', { name: ui.missingTitle })).toBeVisible();
		await page.route('**/_app/immutable/nodes/**', (route) => route.abort());
		await page.getByRole('link', { name: ui.toStart }).click();
		await expect(page.getByRole('heading', { name: ui.failedTitle })).toBeVisible();
		// The page says it; a notice with the same button would be one too many.
		await expect(page.getByText(m.chunkMissing)).toBeHidden();
		await page.unroute('**/_app/immutable/nodes/**');
		await page.getByRole('button', { name: ui.reload }).click();
		await expect(page.getByRole('heading', { name: ui.failedTitle })).toBeHidden();
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	});
});
