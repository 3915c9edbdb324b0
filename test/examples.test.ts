/** Synthesizes the examples and looks at the templates that they make. */
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ShopStack } from '../examples/own-app/shop-stack';
import { addVigils } from '../examples/regions/places';
import { makeApp, ofType, resourcesOf } from './lib/made-stack';

const propertiesOf = (type: string, template: Template) =>
  ofType(type, template).map(([, { Properties }]) => Properties);

it('examples/own-app: watches the functions of its own stack, and has names and ids of its own', () => {
  const shop = Template.fromStack(new ShopStack(makeApp('without bundles'), 'Shop', {}));
  const groups = propertiesOf('AWS::Logs::LogGroup', shop).flatMap(({ LogGroupName }) => LogGroupName ?? []);
  expect(groups).toContain('/vigil/Shop-Watch/analyzer');
  const [filters] = propertiesOf('Custom::VigilFilters', shop);
  expect(JSON.stringify(filters?.['lateNames'])).toMatch(/loginlog.*checkoutlog/);
  const vigils = resourcesOf(shop).filter(([id]) => id.startsWith('Watch'));
  expect(vigils.map(([, { Type }]) => Type)).toEqual(
    expect.arrayContaining(['AWS::DynamoDB::Table', 'AWS::Lambda::Permission']),
  );
  shop.resourceCountIs('AWS::SNS::Topic', 1); // the app's own
});

it('examples/regions: makes a stack of its own for each account and Region', () => {
  const app = makeApp('without bundles');
  addVigils(app);
  const stacks = app.node.children.filter((child) => Stack.isStack(child));
  expect(stacks.map(({ stackName }) => stackName)).toEqual(['Vigil-shop-eu', 'Vigil-shop-us', 'Vigil-bank-eu']);
  for (const stack of stacks) {
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::Logs::LogGroup', { LogGroupName: `/vigil/${stack.stackName}/analyzer` });
    template.hasResourceProperties('AWS::Lambda::Permission', {
      Principal: 'logs.amazonaws.com',
      SourceAccount: stack.stackName === 'Vigil-bank-eu' ? '222222222222' : '111111111111',
    });
  }
});
