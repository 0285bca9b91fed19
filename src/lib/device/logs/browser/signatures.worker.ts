import type { Asked } from '#lib/sealed-log/crypto/port.ts';
import { WebCrypto } from '#lib/sealed-log/crypto/web.ts';

const crypto = new WebCrypto();

/** The page's questions, answered in their order. */
const answers = async ({
	data,
}: MessageEvent<{ number: number; asked: readonly Asked[] }>): Promise<void> => {
	const { number, asked } = data;
	const each = asked.map(({ signKey, message, signature }) => crypto.verify(signKey, message, signature));
	globalThis.postMessage({ number, answers: await Promise.all(each) }, { transfer: [] });
};

globalThis.addEventListener('message', (event) => void answers(event));
