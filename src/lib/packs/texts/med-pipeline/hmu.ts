import type { Pack } from '../../schema.ts';
import { frame } from './frame.ts';

export const hmu: Pack = {
	...frame,
	id: 'med-pipeline-hmu',
	level: 'hmu',
	title: 'MED-pipeline for HMU',
	statements: [
		{
			id: 'hmu-t1',
			topic: 'cooperation',
			label: 'Efterspørge viden',
			text: 'Vi beder selv de andre MED-udvalg om viden og erfaringer og bruger dem, når vi lægger strategi',
		},
		{
			id: 'hmu-t2',
			topic: 'cooperation',
			label: 'Rollemodel',
			text: 'Vi går foran med godt samarbejde i hele MED-systemet, blandt andet ved at sørge for fair processer',
		},
		{
			id: 'hmu-t3',
			topic: 'communication',
			label: 'Vejen til os',
			text: 'Vi fortæller de andre MED-udvalg, hvordan de kan få kontakt med os, og at vi gerne vil høre fra dem',
		},
		{
			id: 'hmu-t4',
			topic: 'communication',
			label: 'Forstået og brugt',
			text: 'Vi sørger for, at resten af MED forstår og bruger de retningslinjer og indsatser, vi vedtager',
		},
		{
			id: 'hmu-t5',
			topic: 'task',
			label: 'Kvalificere strategien',
			text: 'Vi gør ledelsens strategiske beslutninger bedre ved at have blik for arbejde, personale, samarbejde og arbejdsmiljø',
		},
		{
			id: 'hmu-t6',
			topic: 'task',
			label: 'Sætte retning',
			text: 'Vi viser vejen med retningslinjer og initiativer, der gør arbejdspladserne til gode steder at være, også i længden',
		},
		{
			id: 'hmu-t7',
			topic: 'task',
			topicUnconfirmed: true,
			label: 'Opsøge fælles problemer',
			text: 'Vi tager selv kontakt om problemer, der går igen i MED, og bruger det, vi hører, til at være på forkant',
		},
		{
			id: 'hmu-t8',
			topic: 'task',
			label: 'Retningslinjer fra FMU',
			text: 'Vi tager stilling til, hvordan retningslinjer og politikker fra FMU skal bruges i vores del af kommunen',
		},
	],
};
