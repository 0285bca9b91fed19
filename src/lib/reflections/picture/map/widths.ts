/** How wide words are as the map writes them; the letters of a font cannot be worked out. */
export const widthsOf = ({ type, family }: { type: number; family: string }): ((text: string) => number) => {
	const pen = document.createElement('canvas').getContext('2d');
	if (pen) pen.font = `650 ${type}px ${family || 'sans-serif'}`;
	// Where there is no canvas to measure on, as wide as wide letters.
	return (text) => (pen ? Math.ceil(pen.measureText(text).width * 1.02) : text.length * type * 0.7);
};
