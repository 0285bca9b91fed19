/**
 * A mistake that somebody could make in one place of the code: the rule's number (with a letter where the rule has more
 * than one), the file within its room, what stands in it, once, and what the mistake would have there.
 */
export type Mistake = [name: string, file: string, from: string, to: string];
