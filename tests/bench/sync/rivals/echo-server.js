import { WebSocketServer } from 'ws';

// The least that a server can do: what somebody in a room says, everybody in the room is told.
const rooms = new Map();
const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
server.on('connection', (socket, { url }) => {
	const room = rooms.get(url) ?? new Set();
	rooms.set(url, room.add(socket));
	socket.on('message', (data) => {
		for (const each of room) each.send(data, { binary: true });
	});
	socket.on('close', () => room.delete(socket));
});
server.on('listening', () => console.log(`on port ${server.address().port}`));
