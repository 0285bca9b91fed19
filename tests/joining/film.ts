import { writeFile } from 'node:fs/promises';
import { encodeQR } from 'qr';

const [WIDTH, HEIGHT] = [640, 480];
const [WHITE, BLACK, TABLE] = [235, 16, 120];
const FRAMES = 10;

/** What a camera sees, as a y4m film: a still picture in greys. */
const film = (greyAt: (x: number, y: number) => number): Buffer => {
	const luma = Buffer.alloc(WIDTH * HEIGHT);
	for (let y = 0; y < HEIGHT; y++) for (let x = 0; x < WIDTH; x++) luma[y * WIDTH + x] = greyAt(x, y);
	const chroma = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
	const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, chroma]);
	const header = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420\n`);
	return Buffer.concat([header, ...Array.from({ length: FRAMES }, () => frame)]);
};

/** A tablet that shows a code, lying on a table. */
export const filmCode = (path: string, text: string): Promise<void> => {
	const modules = encodeQR(text, 'raw', { ecc: 'medium', border: 4 });
	const side = Math.floor((HEIGHT * 0.75) / modules.length) * modules.length;
	const [left, top] = [Math.floor((WIDTH - side) / 2), Math.floor((HEIGHT - side) / 2)];
	const moduleAt = (x: number, y: number) =>
		modules[Math.floor(((y - top) / side) * modules.length)]?.[
			Math.floor(((x - left) / side) * modules.length)
		];
	return writeFile(
		path,
		film((x, y) => {
			const isDark = moduleAt(x, y);
			return isDark === undefined ? TABLE : isDark ? BLACK : WHITE;
		}),
	);
};

/** A camera in a drawer. */
export const filmDark = (path: string): Promise<void> =>
	writeFile(
		path,
		film(() => BLACK),
	);
