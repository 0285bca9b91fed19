declare global {
	namespace App {
		interface PageData {
			/** What the page is, beside the committee's name in the top bar. */
			where?: string;
			/** A page without the frame: answering, the large view for a wall. */
			bare?: boolean;
		}
	}
}

export {};
