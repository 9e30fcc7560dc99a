import { Tokenizer } from "htmlparser2";

/** What markup consists of, in the order of the text. Text and attributes come as they are written, with their entities. */
export type MarkupReader = {
  onOpen(name: string, attributes: Readonly<Record<string, string>>, selfClosing: boolean): void;
  onClose?(name: string): void;
  onText?(text: string, cdata: boolean): void;
  /** `<!…>`, without the signs. */
  onDeclaration?(text: string): void;
};

/** An element has no use for more; somebody wants to fill the memory with them. */
const MOST_ATTRIBUTES = 200;

/**
 * Reads markup with htmlparser2's tokenizer. Not with its parser, whose list of open elements is moved with each tag: a megabyte of nested
 * tags takes it half a minute. Linear; what is still open at the end is left to the reader. Names come in lower case.
 */
export function readMarkup(text: string, { onOpen, onClose, onText, onDeclaration }: MarkupReader, xml: boolean): void {
  let name = "";
  let attribute = "";
  let value = "";
  let attributes: Record<string, string> = {};
  let count = 0;
  const finish = (selfClosing: boolean) => {
    const [opened, said] = [name, attributes];
    attributes = {};
    count = 0;
    onOpen(opened, said, selfClosing);
  };
  const ignored = () => {};
  const tokenizer = new Tokenizer(
    { xmlMode: xml, decodeEntities: false },
    {
      onopentagname(start, end) {
        name = text.slice(start, end).toLowerCase();
      },
      onattribname(start, end) {
        attribute = text.slice(start, end).toLowerCase();
        value = "";
      },
      onattribdata(start, end) {
        value += text.slice(start, end);
      },
      onattribend() {
        if (!Object.hasOwn(attributes, attribute) && ++count <= MOST_ATTRIBUTES) attributes[attribute] = value;
      },
      onopentagend: () => finish(false),
      onselfclosingtag: () => finish(xml),
      onclosetag: (start, end) => onClose?.(text.slice(start, end).toLowerCase()),
      ontext: (start, end) => onText?.(text.slice(start, end), false),
      oncdata: (start, end, offset) => onText?.(text.slice(start, end - offset), true),
      ondeclaration: (start, end) => onDeclaration?.(text.slice(start, end)),
      oncomment: ignored,
      onprocessinginstruction: ignored,
      onattribentity: ignored,
      ontextentity: ignored,
      onend: ignored,
    },
  );
  tokenizer.write(text);
}
