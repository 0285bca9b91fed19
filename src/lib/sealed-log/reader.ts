import { type Bytes, toText, zeros } from './bytes.ts';

/**
 * Reads big-endian fields from bytes that anybody may have written. What is not there reads as zero and is remembered:
 * nothing of what was read may be used before `isDone` is asked.
 */
export class Reader {
	#bytes: Bytes;
	#view: DataView;
	#at = 0;
	#isShort = false;

	constructor(bytes: Bytes) {
		this.#bytes = bytes;
		this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	}

	/** Everything that was asked for was there, and nothing is left over. */
	get isDone(): boolean {
		return !this.#isShort && this.#at === this.#bytes.length;
	}

	get left(): number {
		return this.#bytes.length - this.#at;
	}

	#skip(size: number): number | undefined {
		if (this.#isShort || size > this.left) {
			this.#isShort = true;
			return undefined;
		}
		this.#at += size;
		return this.#at - size;
	}

	u8(): number {
		const at = this.#skip(1);
		return at === undefined ? 0 : this.#view.getUint8(at);
	}

	u16(): number {
		const at = this.#skip(2);
		return at === undefined ? 0 : this.#view.getUint16(at);
	}

	u32(): number {
		const at = this.#skip(4);
		return at === undefined ? 0 : this.#view.getUint32(at);
	}

	/** Eight bytes, of which no more than 53 bits may be used. */
	u53(): number {
		const at = this.#skip(8);
		const value = at === undefined ? 0n : this.#view.getBigUint64(at);
		if (value > BigInt(Number.MAX_SAFE_INTEGER)) this.#isShort = true;
		return this.#isShort ? 0 : Number(value);
	}

	/** A copy, so that whoever keeps it does not keep everything around it. */
	bytes(size: number): Bytes {
		const at = this.#skip(size);
		return at === undefined ? zeros(0) : this.#bytes.slice(at, at + size);
	}

	id(size: number): string {
		return toText(this.bytes(size));
	}

	/** Bytes with their length before them in four bytes. */
	sized(): Bytes {
		return this.bytes(this.u32());
	}

	/** As many things as a count in four bytes says. A count that cannot be true ends where the bytes do. */
	list<T>(read: () => T): T[] {
		const count = this.u32();
		const found: T[] = [];
		for (let index = 0; index < count && !this.#isShort; index++) found.push(read());
		return found;
	}
}

/** Writes what `Reader` reads. */
export class Writer {
	#parts: Uint8Array[] = [];

	u8(value: number): this {
		return this.bytes(Uint8Array.of(value));
	}

	u16(value: number): this {
		return this.bytes(Uint8Array.of(value >> 8, value));
	}

	u32(value: number): this {
		const bytes = zeros(4);
		new DataView(bytes.buffer).setUint32(0, value);
		return this.bytes(bytes);
	}

	u53(value: number): this {
		const bytes = zeros(8);
		new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
		return this.bytes(bytes);
	}

	bytes(bytes: Uint8Array): this {
		this.#parts.push(bytes);
		return this;
	}

	sized(bytes: Uint8Array): this {
		return this.u32(bytes.length).bytes(bytes);
	}

	list<T>(items: readonly T[], write: (item: T) => void): this {
		this.u32(items.length);
		for (const item of items) write(item);
		return this;
	}

	done(): Bytes {
		const whole = zeros(this.#parts.reduce((size, part) => size + part.length, 0));
		let at = 0;
		for (const part of this.#parts) {
			whole.set(part, at);
			at += part.length;
		}
		return whole;
	}
}
