import { DatabaseSync } from 'node:sqlite';
import { Database } from '@hocuspocus/extension-database';
import { Server } from '@hocuspocus/server';

// As its documentation sets it up, with its own times for storing (2 s after a change, 10 s at most). Its SQLite extension
// compiles or downloads a native module, so the same two statements stand here over the SQLite of Node.
const database = new DatabaseSync(process.argv[2]);
database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
database.exec('CREATE TABLE IF NOT EXISTS documents (name TEXT PRIMARY KEY, data BLOB NOT NULL)');
const select = database.prepare('SELECT data FROM documents WHERE name = ?');
const upsert = database.prepare(
	'INSERT INTO documents VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET data = excluded.data',
);

const server = new Server({
	port: 0,
	address: '127.0.0.1',
	quiet: true,
	extensions: [
		new Database({
			fetch: async ({ documentName }) => select.get(documentName)?.data ?? null,
			store: async ({ documentName, state }) => void upsert.run(documentName, state),
		}),
	],
});
await server.listen();
console.log(`on port ${server.address.port}`);
