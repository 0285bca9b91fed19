import { createServer } from 'node:http';
import { setupWSConnection } from '@y/websocket-server/utils';
import { WebSocketServer } from 'ws';

// As its own `server.js` does it; it keeps documents in memory only.
const sockets = new WebSocketServer({ noServer: true });
sockets.on('connection', setupWSConnection);
const server = createServer();
server.on('upgrade', (request, socket, head) =>
	sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit('connection', opened, request)),
);
server.listen(0, '127.0.0.1', () => console.log(`on port ${server.address().port}`));
