/** The currency of the bill, by partition. https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_Spend.html */
export const BILL_CURRENCY: Readonly<Record<string, string>> = { 'aws': 'USD', 'aws-cn': 'CNY', 'aws-us-gov': 'USD', 'aws-eusc': 'EUR' };
