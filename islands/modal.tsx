/** A modal dialog. The browser's own keeps the focus inside, closes on Escape and returns the focus. */
import { Component, type ComponentChildren, createRef, type VNode } from "preact";

export interface ModalProps {
  readonly class: string;
  /** Ids of its heading and, where there is one, of the sentence to be heard when it opens. */
  readonly labelledBy: string;
  readonly describedBy?: string;
  readonly open: boolean;
  /** Called when the shopper closes it, and when the page is left. */
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** The children fill the dialog, which itself has no padding: a click on the dialog is one beside it. */
export class Modal extends Component<ModalProps> {
  readonly #dialog = createRef<HTMLDialogElement>();

  override componentDidMount(): void {
    this.componentDidUpdate();
    addEventListener("pagehide", this.#close);
  }

  override componentDidUpdate(): void {
    const dialog = this.#dialog.current!;
    if (this.props.open && !dialog.open) dialog.showModal();
    if (!this.props.open) dialog.close();
  }

  override componentWillUnmount(): void {
    removeEventListener("pagehide", this.#close);
  }

  /** A page that is shown again from the back-forward cache must not show an open dialog. */
  readonly #close = () => this.#dialog.current!.close();

  override render(props: ModalProps): VNode {
    return (
      <dialog
        class={props.class}
        aria-labelledby={props.labelledBy}
        aria-describedby={props.describedBy}
        ref={this.#dialog}
        onClose={props.onClose}
        onClick={(event) => event.target === event.currentTarget && event.currentTarget.close()}
      >
        {props.children}
      </dialog>
    );
  }
}
