/** A sentence that ends in a time has one full stop, also after *a. m.* and *p. m.* */
export const oneStop = (sentence: string): string => sentence.replace(/\.\.$/, '.');
