export const request = <T>(asked: IDBRequest<T>) =>
	new Promise<T>((resolve, reject) => {
		asked.onsuccess = () => resolve(asked.result);
		asked.onerror = () => reject(asked.error ?? new Error('no answer'));
	});

/** Every row of every table of every database on this device, Dexie and the replicas, as the API gives them. */
export const dump = async () => {
	const tables: Record<string, { key: IDBValidKey; value: unknown }[]> = {};
	for (const { name = '' } of (await indexedDB.databases()).toSorted((a, b) =>
		`${a.name}` < `${b.name}` ? -1 : 1,
	)) {
		const db = await request(indexedDB.open(name));
		for (const table of db.objectStoreNames) {
			const store = db.transaction(table).objectStore(table);
			const [keys, values] = await Promise.all([request(store.getAllKeys()), request(store.getAll())]);
			tables[`${name}: ${table}`] = keys.map((key, at) => ({ key, value: values[at] }));
		}
		db.close();
	}
	return tables;
};

export const asText = (tables: Awaited<ReturnType<typeof dump>>) =>
	JSON.stringify(tables, (_, value: unknown) =>
		value instanceof Uint8Array ? `bytes ${[...value].join()}` : value,
	);
