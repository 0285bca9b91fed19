import type { Bytes } from '#lib/sealed-log/bytes.ts';
import type { Refusal } from '#lib/sealed-log/wire/refusals.ts';
import type { Party } from './room/handed.ts';
import type { LogRoom, RoomParts } from './room/room.ts';

/** Why the server ends a connection. */
export type Ending =
	/** It was told why in a `refused`. */
	| 'refused'
	/** It sent what is no frame. */
	| 'not-a-frame'
	/** It did not say in time who it is. */
	| 'too-late'
	/** The server stops, or has too much to do: come again. */
	| 'restart';

/** One connection as the transport gives it: frames whole and in order, or it is over. */
export interface Wire {
	/** After `end` it does nothing. */
	send(frame: Bytes): void;
	/** Bytes that were sent and that the network has not taken. */
	readonly waiting: number;
	/** Resolves when less is waiting, or nobody is there any more. */
	drained(): Promise<void>;
	/** Ends it when what was sent is out. */
	end(why: Ending): void;
}

/** A connection as the server sees it. */
export interface Connected {
	/** Who it has proven to be. */
	readonly as: Party['as'];
	/** Bytes that it was sent and has not read. */
	readonly waiting: number;
	end(why: Ending): void;
}

/** What a connection asks of the server that it is one of. */
export interface Host<K> extends RoomParts<K> {
	/** The room of a log, to be given back. */
	hold(log: string): LogRoom<K>;
	giveBack(room: LogRoom<K>): void;
	/** Why no log may be founded with this token now, if so. */
	refusesFounding(token: string): Refusal | undefined;
	/** Nothing more is begun. */
	isStopping(): boolean;
	/** A connection is over. */
	left(connection: Connected): void;
}
