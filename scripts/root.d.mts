/** Folder of the checkout, whatever the current directory is. */
export declare const root: string
