import { afterEach, beforeEach, describe, test } from 'vitest';
import { type Engine, Person } from './engine.ts';
import { engines } from './engines.ts';
import { startServer } from './server.ts';

describe.each(engines.filter((engine) => engine.missing().length === 0))('$name', (engine) => {
	let server: Awaited<ReturnType<typeof startServer>>;
	let people: Person[] = [];

	beforeEach(async () => {
		server = await startServer();
	});
	afterEach(async () => {
		await Promise.all(people.map((person) => person.close()));
		people = [];
		await server.stop();
	});

	async function personAt(options: Parameters<Engine['start']>[0]) {
		const person = new Person(await engine.start(options));
		people.push(person);
		await person.open(server.url);
		return person;
	}

	test('the app opens again when the server is gone', async () => {
		const person = await personAt({ refuseStorage: false });
		await person.sees('Medspil');
		await person.hasTheApp();
		await server.stop();
		await person.reload();
		await person.sees('Medspil');
	});

	test('the app opens where storage is refused', async () => {
		const person = await personAt({ refuseStorage: true });
		await person.sees('Medspil');
	});
});
