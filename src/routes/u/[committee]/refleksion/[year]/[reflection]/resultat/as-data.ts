/** A file's bytes as a `data:` address. It is on the device: the page is written in that font. */
export const asData = async (address: string): Promise<string | undefined> => {
	try {
		const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
		let letters = '';
		for (const byte of bytes) letters += String.fromCharCode(byte);
		return `data:font/woff2;base64,${btoa(letters)}`;
	} catch {
		// Without it the file is written in the nearest font that its reader has.
		return undefined;
	}
};
