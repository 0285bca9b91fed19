import type { Effort } from '../../schema.ts';

/**
 * What a workplace can do, theme by theme. The source names the efforts of each theme and says that they help with the
 * goals of other themes too, not which: `serves` is our reading of it.
 */
export const efforts: Effort[] = [
	{
		id: 'dia-i1',
		text: 'Gør det let at tage alt op, også det svære, og sig til, når I kan mærke, at en snak mangler',
		serves: ['dia-m4', 'til-m1'],
	},
	{
		id: 'dia-i2',
		text: 'Hold møder, hvor der er god plads til at tale om selve opgaven',
		serves: ['dia-m3', 'men-m4'],
	},
	{
		id: 'dia-i3',
		text: 'Sæt tid af til at tænke sammen og sparre med hinanden',
		serves: ['dia-m2', 'til-m1'],
	},
	{ id: 'dia-i4', text: 'Tal ærligt og ordentligt sammen i det daglige', serves: ['dia-m4', 'til-m4'] },
	{
		id: 'dia-i5',
		text: 'Tag APV og trivselsmåling op flere gange, indtil den næste kommer, både i udvalget og med alle kolleger',
		serves: ['dia-m1', 'men-m2', 'hel-m1', 'hel-m4'],
	},
	{
		id: 'dia-i6',
		text: 'Lad ledelsen tale jævnligt med dem, kollegerne har valgt til at repræsentere sig',
		serves: ['dia-m3', 'til-m3'],
	},
	{
		id: 'til-i1',
		text: 'Se jævnligt på, hvordan jeres MED er skruet sammen, og hvordan I er sammen der',
		serves: ['til-m3', 'dia-m3'],
	},
	{ id: 'til-i2', text: 'Brug tid på at lære hinanden at kende', serves: ['til-m5', 'hel-m3', 'hel-m4'] },
	{
		id: 'til-i3',
		text: 'Find ud af, hvem I samarbejder med i andre dele af kommunen, og mød dem',
		serves: ['til-m5', 'men-m3'],
	},
	{
		id: 'til-i4',
		text: 'Stol på, at hver især løser sin opgave inden for det, I har aftalt',
		serves: ['til-m2'],
	},
	{
		id: 'til-i5',
		text: 'Lad udvalget være med til at forme rammerne for arbejdet hos jer',
		serves: ['til-m2', 'til-m3'],
	},
	{
		id: 'til-i6',
		text: 'Lav en fælles pædagogisk plan, som alle kan arbejde ud fra',
		serves: ['til-m2', 'men-m4', 'men-m5'],
	},
	{
		id: 'men-i1',
		text: 'Brug data og forskning, når I arbejder sammen på tværs af fag, og vis, at I er stolte af faget',
		serves: ['men-m1', 'men-m4'],
	},
	{
		id: 'men-i2',
		text: 'Giv alle tid til at tale om kvaliteten af det, de selv laver',
		serves: ['men-m1', 'til-m1'],
	},
	{
		id: 'men-i3',
		text: 'Tal om kerneopgaven på tværs af faggrupper i jeres eget hus',
		serves: ['men-m4', 'men-m5'],
	},
	{
		id: 'men-i4',
		text: 'Hjælp hinanden med overblikket, så det er let at finde frem',
		serves: ['men-m3', 'men-m6'],
	},
	{
		id: 'men-i5',
		text: 'Sørg for, at de rigtige får besked, mens det stadig kan nytte',
		serves: ['men-m6', 'til-m3'],
	},
	{
		id: 'hel-i1',
		text: 'Giv nye kolleger en god begyndelse, fra stillingsopslaget og gennem den første tid',
		serves: ['hel-m5', 'hel-m2'],
	},
	{
		id: 'hel-i2',
		text: 'Aftal, hvordan kolleger støtter hinanden og deler erfaringer, også når I følger op på APV',
		serves: ['hel-m4', 'hel-m6', 'dia-m1'],
	},
	{
		id: 'hel-i3',
		text: 'Læg en plan for, hvordan I lærer nyt og bliver dygtigere',
		serves: ['hel-m2', 'men-m1'],
	},
	{
		id: 'hel-i4',
		text: 'Spørg hvert år i arbejdsmiljødrøftelsen, hvordan I har det som fællesskab, og hvad I gør for trivslen',
		serves: ['hel-m1', 'hel-m3'],
	},
	{
		id: 'hel-i5',
		text: 'Tal om, hvordan arbejdet passer sammen med det liv, hver især har derhjemme',
		serves: ['hel-m1', 'hel-m2'],
	},
];
