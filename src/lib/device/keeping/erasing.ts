import type { DocumentName } from '#lib/documents/kinds.ts';
import type { Database, ErasedRow } from '../database.ts';

/**
 * Deletes everything of a committee in one transaction, and leaves a mark that keeps other tabs from writing it again.
 * `opened`: documents that may have a replica though nothing of them is stored.
 * @throws what the database throws; then nothing is deleted
 */
export const eraseStored = async (
	db: Database,
	committee: string,
	opened: readonly DocumentName[],
): Promise<ErasedRow> => {
	await db.ensureOpen();
	const { committees, updates, documents, rounds, seen, erased } = db;
	return db.transaction('rw', [committees, updates, documents, rounds, seen, erased], async () => {
		const stored = await db.documentsOf(committee);
		const row = { committee, replicas: [...new Set([...stored, ...opened])] };
		await committees.delete(committee);
		await updates.where('[committee+document+seq]').between([committee], [committee, []]).delete();
		await documents.where('[committee+document]').between([committee], [committee, []]).delete();
		await rounds.where('[committee+reflection]').between([committee], [committee, []]).delete();
		await seen.where('[committee+document]').between([committee], [committee, []]).delete();
		await erased.put(row);
		return row;
	});
};

/** Deletes the replicas of a committee that was deleted. What cannot be deleted now is deleted at another start. */
export const eraseReplicas = async (db: Database, { committee, replicas }: ErasedRow): Promise<void> => {
	// Loaded when there is something to delete: it brings Yjs along.
	const { deleteReplica } = await import('./replica.ts');
	try {
		await Promise.all(replicas.map((document) => deleteReplica(db.name, committee, document)));
		await db.erased.update(committee, { replicas: [] });
	} catch {
		// The mark still says what is left.
	}
};
