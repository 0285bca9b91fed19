/** Milliseconds that a browser may take to fetch what it was given. */
const FETCHED = 60_000;

/** Hands a text, or the bytes of something else, to the browser as a file to keep. */
export function saveFile(name: string, content: BlobPart, type: string): void {
	const address = URL.createObjectURL(new Blob([content], { type }));
	const link = document.createElement('a');
	link.href = address;
	link.download = name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(address), FETCHED);
}
