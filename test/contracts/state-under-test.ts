/** What the contract suites ask of a state: a fresh, empty one for each case. */
import type { DeskStore } from '../../core/alert/desk/desk';
import type { DynamoState } from '../../adapters/dynamodb/state';

/** Both states are all of core's stores; the suites see no more than that. */
export type State = DynamoState & { readonly desks: DeskStore };

export type FreshState = () => Promise<State>;
