import { connect } from '../connect.js';
import { begin, show, showAll } from './screen.ts';

// A page for each of the rivals: `rival.html?side=…&url=…&room=…`.

const asked = new URLSearchParams(location.search);
const [side, url, room] = ['side', 'url', 'room'].map((name) => asked.get(name) ?? '');

async function echo() {
	const { socket } = await connect.echo(url, room);
	const letters = [];
	const words = new TextDecoder();
	let typed = 0;
	const changed = show({
		insert: (letter) => socket.send(new TextEncoder().encode(`${typed++}${letter}`)),
		text: () => letters.join(''),
	});
	socket.onmessage = ({ data }) => {
		const [, at, letter] = /^(\d+)(.)$/.exec(words.decode(data)) ?? [];
		letters[Number(at)] = letter;
		changed();
	};
}

async function yjs() {
	const { doc } = await connect[side](url, room);
	const text = doc.getText('t');
	const changed = show({
		insert: (letter) => text.insert(text.length, letter),
		text: () => text.toString(),
	});
	text.observe(changed);
}

window.does = {
	async open() {
		await (side === 'echo' ? echo() : yjs());
		return '';
	},
	/** Reads the whole document for the first time. */
	async join() {
		begin();
		const { doc } = await connect[side](url, room);
		showAll(doc.getText('t').toString());
		return '';
	},
};
