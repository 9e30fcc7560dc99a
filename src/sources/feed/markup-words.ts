const listed = (names: string) => names.split(/\s+/).join("|");

/** Elements of HTML that are written with an end tag: who writes one of these in what he calls plain text did not mean it. */
const PAIRED = listed(
  `a abbr acronym address applet article aside audio b bdo big blink blockquote body button center cite code dd del details dfn div dl dt em
   embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header html i iframe ins kbd label layer legend li main
   map marquee math menu nav nobr noscript object ol p pre q s samp script section select small span strike strong style sub sup svg table tbody
   td template textarea tfoot th thead time title tr tt u ul var video xml xmp`,
);
/** Elements that stand alone. */
const ALONE = listed("base bgsound br embed frame hr img input link meta param source track wbr");
/** What nobody writes about without escaping it once more. */
const ACTIVE = listed("script style iframe object embed applet svg math form meta link base frameset template");

/** Whether a text has HTML in it that was meant as such, and not "History of the <blink> tag". */
const MARKUP = new RegExp(
  `</(?:${PAIRED})\\s*>|<(?:${ALONE})(?:\\s[^<>]{0,2000})?/?>|<(?:${ACTIVE})[\\s/>]|<(?:${PAIRED})\\s[^<>=]{0,100}=|<!--|<!\\[cdata\\[`,
  "i",
);
const BLOCK = /<\/?(?:p|br|div|li|ul|ol|table|tr|h[1-6]|blockquote|pre|section|article|hr)\b/i;

export const hasMarkup = (text: string): boolean => text.includes("<") && MARKUP.test(text);
export const hasBlocks = (text: string): boolean => BLOCK.test(text);
