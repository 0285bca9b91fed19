import { afterEach, beforeEach, describe, expect, test } from 'vitest';
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

	/** The plan of the example committee, with one action added and said to be saved. */
	async function planWithAnAction(person: Person, saved: string) {
		await person.tap('Prøv med et eksempel');
		await person.tap('Plan');
		await person.tap('Ny handling');
		await person.type('Ny handling', 'Rød grød med fløde, sagde Åse');
		await person.sees('Rød grød med fløde, sagde Åse');
		await person.sees(saved);
	}

	test('what is called saved is there when the server is gone and the app is loaded anew', async () => {
		const person = await personAt({ refuseStorage: false });
		await planWithAnAction(person, 'Gemt på denne tablet');
		await person.hasTheApp();
		await server.stop();
		await person.reload();
		await person.sees('Rød grød med fløde, sagde Åse');
		await expect(person.sees('Gemt på denne tablet')).resolves.toBeUndefined();
	});

	test('where storage is refused the screen says so, and everything works as long as it is open', async () => {
		const person = await personAt({ refuseStorage: true });
		await expect(planWithAnAction(person, 'Gemmes ikke på denne tablet')).resolves.toBeUndefined();
	});
});
