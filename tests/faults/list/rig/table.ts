/** A fault that the log is tried with, and what it must yield. */
export interface Fault {
	number: string;
	fault: string;
	must: string;
}

/** The faults of the sealed log. Numbers that are missing belong to what is not built yet. */
export const table: readonly Fault[] = [
	{
		number: 'R1',
		fault: 'The server is killed (SIGKILL) in the middle of writing',
		must: 'nothing acknowledged is lost; back in 2 s; nobody has to do anything',
	},
	{
		number: 'R3',
		fault: 'The server’s disk is full, broken or busy',
		must: 'no false acknowledgement; not on the server within 5 s is said; sent within 10 s after',
	},
	{
		number: 'R4',
		fault: 'The server’s database is yesterday’s',
		must: 'nothing lost while one tablet lives; within 30 s; all the same',
	},
	{ number: 'R5', fault: 'The server’s database is gone', must: 'as R4, and somebody is told' },
	{
		number: 'R6',
		fault: 'The browser is killed (SIGKILL) right after a change',
		must: 'nothing shown as saved is lost; else at most one second of typing',
	},
	{
		number: 'R7',
		fault: 'The tablet’s database is full, refuses, is lost or is taken away',
		must: 'changes stay; said within 1 s; the page hears of no exception',
	},
	{
		number: 'R8',
		fault: 'All that the browser kept of one tablet is deleted',
		must: 'in again by a new link within 1 min; what was not sent was never called sent',
	},
	{
		number: 'R9',
		fault: 'Five tablets are offline for weeks, and all come at once',
		must: 'all the same; 5 × 500 entries within 2 s',
	},
	{
		number: 'R10',
		fault: 'A bad network: loss, latency, flapping, a login page, no WebSockets',
		must: 'all the same; plain requests within 15 s; 95 % arrive within 5 s',
	},
	{ number: 'R11', fault: 'A line that is dead and does not say so', must: 'noticed within 20 s' },
	{
		number: 'R14',
		fault: 'Several tabs; the one with the line is frozen or killed',
		must: 'tabs see each other within 200 ms offline; no entry twice; the rest is sent',
	},
	{
		number: 'R15',
		fault: 'A tablet is set up as a copy of another',
		must: 'found out; a session of its own; all the same',
	},
	{
		number: 'R16',
		fault: 'The tablet’s clock is a year wrong, or jumps',
		must: 'no effect on what is shared',
	},
	{
		number: 'R17',
		fault: 'Snapshots: two at once, killed half-way, false ones',
		must: 'nothing lost; a false one is never believed',
	},
	{
		number: 'R18',
		fault: 'New keys: two at once, an admin who dies half-way, a member who is away',
		must: 'one holds; who was away reads everything; paid within one visit of an admin',
	},
	{
		number: 'R19',
		fault: 'A removed tablet goes on writing, and a server helps it',
		must: 'nothing of it is applied',
	},
	{
		number: 'R20',
		fault: 'Poison: mutated bytes, V2 updates, huge texts, deep nesting',
		must: 'no crash; others unaffected; stall at most 1 s',
	},
	{
		number: 'R21',
		fault: 'A server that replays, reorders, leaves out; a member who forges a Yjs client id',
		must: 'found out or harmless, never silent',
	},
	{
		number: 'R22',
		fault: 'What a newer program has written',
		must: 'the old one reads on and writes nothing; nothing is dropped',
	},
	{ number: 'R25', fault: 'Mail scanners open the link, twice', must: 'the invitation is still good' },
	{ number: 'R26', fault: '30 tablets behind one address within 10 s', must: 'none is turned away' },
	{
		number: 'R30',
		fault: 'Plain text in the server’s database, write-ahead log, journal or network frames',
		must: 'none, after all browser tests',
	},
];
