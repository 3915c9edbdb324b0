/** A CDK app of your own with Vigil in it: `npx cdk synth --app "npx tsx examples/own-app/app.ts"`. */
import { App } from 'aws-cdk-lib';
import { ShopStack } from './shop-stack';

new ShopStack(new App(), 'Shop', { description: 'A shop that is watched by Vigil' });
