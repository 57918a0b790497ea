/** What the classic JSX transform calls: the build puts it into every island. */
export { Fragment, h } from "preact";
