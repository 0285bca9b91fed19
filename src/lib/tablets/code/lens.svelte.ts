/** Why there is no picture. */
export type CameraProblem = 'refused' | 'none' | 'busy';

/** Reads a code in a picture. @throws where there is none, which is most of the time */
export type Decode = (picture: ImageData) => string;

/** Milliseconds between two looks: a hand that settles is met at once, and a small tablet stays cool. */
const EVERY = 120;
/** Of the longer side in pixels. What is larger costs more and reads no better. */
const LARGEST = 1280;
/** Mean brightness, of 255, under which nobody can read anything. */
const DARK = 28;
/** So many looks in a row: a camera opens its eye slowly. */
const DARK_LOOKS = 15;

const problems: Record<string, CameraProblem> = {
	NotAllowedError: 'refused',
	SecurityError: 'refused',
	NotReadableError: 'busy',
	AbortError: 'busy',
};

/** The tablet's camera, looking for a code. It is on only while it looks at a page that is seen. */
export class Lens {
	#state = $state<'off' | 'starting' | 'looking' | CameraProblem>('off');
	#darkLooks = $state(0);
	#canvas = document.createElement('canvas');

	get state() {
		return this.#state;
	}

	get isDark(): boolean {
		return this.#darkLooks >= DARK_LOOKS;
	}

	/** Shows the picture in `video` and gives what it reads to `onread`, until it is stopped. @returns stops */
	look(video: HTMLVideoElement, decode: Promise<Decode>, onread: (text: string) => void): () => void {
		let stream: MediaStream | undefined;
		let timer: ReturnType<typeof setTimeout> | undefined;
		let isOn = true;
		/** Counts openings, so that one that answers late is let go. */
		let opening = 0;

		const close = () => {
			opening++;
			clearTimeout(timer);
			for (const track of stream?.getTracks() ?? []) track.stop();
			stream = undefined;
			video.srcObject = null;
		};
		const open = async () => {
			const mine = ++opening;
			this.#state = 'starting';
			this.#darkLooks = 0;
			try {
				const opened = await backCamera();
				if (mine !== opening) return opened.getTracks().forEach((track) => track.stop());
				stream = opened;
				video.srcObject = stream;
				await video.play();
				const read = await decode;
				if (mine !== opening) return;
				this.#state = 'looking';
				const again = () => {
					const text = this.#read(video, read);
					if (text !== undefined) onread(text);
					if (isOn && mine === opening) timer = setTimeout(again, EVERY);
				};
				again();
			} catch (error) {
				if (mine !== opening) return;
				close();
				this.#state = (error instanceof DOMException && problems[error.name]) || 'none';
			}
		};
		const seen = () => {
			if (document.visibilityState === 'hidden') close();
			else if (!stream) void open();
		};

		document.addEventListener('visibilitychange', seen);
		void open();
		return () => {
			isOn = false;
			document.removeEventListener('visibilitychange', seen);
			close();
			this.#state = 'off';
		};
	}

	#read(video: HTMLVideoElement, decode: Decode): string | undefined {
		const { videoWidth, videoHeight } = video;
		const context = this.#canvas.getContext('2d', { willReadFrequently: true });
		if (!context || videoWidth === 0) return undefined;
		const scale = Math.min(1, LARGEST / Math.max(videoWidth, videoHeight));
		const [width, height] = [Math.round(videoWidth * scale), Math.round(videoHeight * scale)];
		if (this.#canvas.width !== width) this.#canvas.width = width;
		if (this.#canvas.height !== height) this.#canvas.height = height;
		context.drawImage(video, 0, 0, width, height);
		const picture = context.getImageData(0, 0, width, height);
		this.#darkLooks = brightness(picture.data) < DARK ? this.#darkLooks + 1 : 0;
		try {
			return decode(picture);
		} catch {
			return undefined; // No code in this one; the next is here in a moment.
		}
	}
}

/** @throws DOMException where there is none, or it may not be used */
const backCamera = async (): Promise<MediaStream> => {
	// Absent where the page is not reached by https.
	if (!('mediaDevices' in navigator)) throw new DOMException('', 'NotFoundError');
	return navigator.mediaDevices.getUserMedia({
		audio: false,
		video: { facingMode: { ideal: 'environment' }, width: { ideal: LARGEST }, height: { ideal: 720 } },
	});
};

/** The mean of the green of some pixels. */
const brightness = (pixels: Uint8ClampedArray): number => {
	let [sum, count] = [0, 0];
	for (let at = 1; at < pixels.length; at += 4 * 997) {
		sum += pixels[at] ?? 0;
		count++;
	}
	return count === 0 ? 0 : sum / count;
};
