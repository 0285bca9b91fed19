import { spawnSync } from 'node:child_process';
import { engines } from './engines.ts';

const optional = Boolean(process.env['ENGINES_OPTIONAL']);
const lacking = engines.filter((engine) => engine.missing().length);

for (const engine of lacking) {
	const packages = engine.missing().join(' ');
	if (optional) console.log(`skipped: ${engine.name}, missing ${packages}`);
	else
		console.error(
			`${engine.name} is missing ${packages} (on Debian: apt-get install ${packages}). ` +
				'With ENGINES_OPTIONAL=1 the engines that are here are tested.',
		);
}
if (lacking.length && !optional) process.exitCode = 1;
else if (lacking.length < engines.length) {
	const reports = ['--reporter=default', '--reporter=json', '--outputFile.json=test-results/engines.json'];
	const given = process.argv.slice(2);
	const vitest = ['vitest', 'run', '-c', 'tests/engines/vitest.config.ts', ...reports, ...given];
	process.exitCode = spawnSync('npx', vitest, { stdio: 'inherit' }).status ?? 1;
}
