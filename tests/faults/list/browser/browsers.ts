import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Browser, chromium, type Page } from '@playwright/test';
import { findChromium, launchArguments } from '../../../browser.ts';

/** A tablet's browser as a process of its own with a profile on the disk, so that it can be killed and comes back. */
export class Tablet {
	readonly name: string;
	readonly baseURL: string;
	#profile: string;
	#process: ChildProcess | undefined;
	#browser: Browser | undefined;

	constructor(name: string, profile: string, baseURL: string) {
		this.name = name;
		this.#profile = profile;
		this.baseURL = baseURL;
	}

	/** A browser that was killed starts again now and then and answers nobody: then it is started once more. */
	async open(): Promise<Page> {
		try {
			return await this.#start();
		} catch (error) {
			console.warn(`${this.name} does not answer and is started again`, error);
			await this.kill();
			return this.#start();
		}
	}

	async #start(): Promise<Page> {
		const program = spawn(
			findChromium() ?? 'chromium',
			[
				...launchArguments,
				'--headless',
				'--lang=da',
				'--window-size=1180,820',
				'--remote-debugging-port=0',
				`--user-data-dir=${this.#profile}`,
			],
			{ stdio: ['ignore', 'ignore', 'pipe'], detached: true },
		);
		this.#process = program;
		let said = '';
		const address = new Promise<string>((resolve) => {
			program.stderr.on('data', (bytes: Buffer) => {
				said += bytes.toString();
				const found = /DevTools listening on (\S+)/.exec(said)?.[1];
				if (found) resolve(found);
			});
		});
		this.#browser = await chromium.connectOverCDP(await address, { timeout: 10_000 });
		const [context] = this.#browser.contexts();
		if (!context) throw new Error('no window');
		const page = context.pages()[0] ?? (await context.newPage());
		page.setDefaultTimeout(30_000);
		return page;
	}

	/** As the system does it: all of its processes at once, without a word. */
	async kill(): Promise<void> {
		const program = this.#process;
		if (!program?.pid) return;
		const exit = once(program, 'exit');
		for (const pid of [...this.#processes(), program.pid]) {
			try {
				process.kill(pid, 'SIGKILL');
			} catch {
				// It went with another.
			}
		}
		await exit;
		await this.#browser?.close().catch(() => undefined);
		// Whoever was its child lets go of the profile.
		while (this.#processes().length > 0) await wait(20);
		this.#process = undefined;
	}

	/** The processes that were started for this profile. */
	#processes(): number[] {
		return readdirSync('/proc')
			.filter((name) => /^\d+$/.test(name))
			.filter((pid) => {
				try {
					return readFileSync(join('/proc', pid, 'cmdline'), 'latin1').includes(this.#profile);
				} catch {
					return false;
				}
			})
			.map(Number);
	}
}
