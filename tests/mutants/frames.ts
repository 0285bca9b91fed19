import type { Mistake } from './mistake.ts';

export const frames: Mistake[] = [
	['SL17', 'wire/codec.ts', 'return frame && reader.isDone ?', 'return frame ?'],
	['SL17b', 'wire/codec.ts', 'return more > 1 ? undefined :', 'return more > 2 ? undefined :'],
	['SL18', 'wire/codec.ts', 'bytes.length > cap', 'bytes.length > LARGEST_FRAME'],
	['SL18b', 'wire/codec.ts', '(unproven[type] ?? 0)', '(unproven[type] ?? SMALL)'],
	['SL19', 'wire/proof.ts', ', nonce, utf8(origin))', ', nonce)'],
	['SL19b', 'wire/proof.ts', ', nonce, utf8(origin))', ', utf8(origin))'],
	['SL19c', 'wire/proof.ts', 'concat(labels.proof, ', 'concat('],
	['SL20', 'membership/judge.ts', 'if (isOver(state, who, now))', 'if (isOver(state, who, 0))'],
	[
		'SL20b',
		'membership/judge.ts',
		"if (invitation.state !== 'open') return",
		"if (invitation.id === '') return",
	],
	['SL20c', 'membership/judge.ts', 'return isActive(device)\n', 'return device.id\n'],
	['SL21', 'membership/judge.ts', 'connecting(state, id, now).ok ?', 'keys ?'],
	['SL21b', 'membership/judge.ts', 'activeDevices(state).find(', '[...state.devices.values()].find('],
	['SL22', 'wire/refusals.ts', "	'unsupported',\n	'malformed',", "	'malformed',\n	'unsupported',"],
	['SL23', 'wire/codec.ts', 'return reader.isDone ? frames : undefined;', 'return frames;'],
	['SL24', 'membership/judge.ts', 'isOwn ? device.id : sponsor(state, certifier)', 'device.id'],
	['SL24b', 'membership/judge.ts', 'sponsor(state, one) !== sponsor(state, other)', 'one !== other'],
];
