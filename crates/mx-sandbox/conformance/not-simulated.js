// What MX's API has and the simulated MX hasn't, with the reason. Whatever stands here must be
// unknown to the sandbox, and whatever the sandbox knows must be exercised and not stand here.

/** Methods of MX's client, under why the sandbox hasn't them. */
export const NOT_SIMULATED = [
  {
    why: 'accounts somebody types in by hand: nothing is connected',
    methods: ['createManualAccount', 'deleteManualAccount'],
  },
  {
    why: 'money sent back after an ACH payment: payments are no part of it',
    methods: ['createACHReturn', 'listACHRetruns', 'readACHRetrun'],
  },
  {
    why: 'personal finance: what a person plans with their money',
    methods: [
      ...['autoGenerateBudgets', 'createBudget', 'deleteBudget', 'listAllBudgets'],
      ...['readSpecificBudget', 'updateSpecificBudget'],
      ...['createGoal', 'deleteGoal', 'listGoals', 'readGoal', 'repositionGoals', 'updateGoal'],
      ...['readMonthlyCashFlowProfile', 'updateMonthlyCashFlowProfile'],
      ...['createSpendingPlan', 'createSpendingPlanIterationItem', 'deleteSpendingPlan'],
      ...['deleteSpendingPlanAccount', 'deleteSpendingPlanIterationItem'],
      ...['listSpendingPlanAccounts', 'listSpendingPlanIterationItems'],
      ...['listSpendingPlanIterations', 'listSpendingPlans', 'readCurrentSpendingPlanIteration'],
      ...['readSpendingPlanAccount', 'readSpendingPlanIteration'],
      ...['readSpendingPlanIterationItem', 'readSpendingPlanUser'],
      'updateSpendingPlanIterationItem',
    ],
  },
  {
    why: 'insights and messages MX writes about a person’s money',
    methods: [
      ...['listAccountsInsight', 'listCategoriesInsight', 'listInsightsByAccount'],
      ...['listInsightsByTransaction', 'listInsightsUser', 'listMerchantsInsight'],
      ...['listScheduledPaymentsInsight', 'listTransactionsInsight', 'readInsightUser'],
      'updateInsight',
      ...['createNotification', 'listNotifications', 'readNotifications'],
    ],
  },
  {
    why: 'sorting transactions: categories, merchants, tags and rules of one’s own',
    methods: [
      ...['createCategory', 'deleteCategory', 'listCategories', 'listDefaultCategories'],
      ...['listDefaultCategoriesByUser', 'readCategory', 'readDefaultCategory', 'updateCategory'],
      ...['listMerchants', 'readMerchant', 'readMerchantLocation'],
      ...['createTagging', 'deleteTagging', 'listTaggings', 'readTagging', 'updateTagging'],
      ...['createTag', 'deleteTag', 'listTags', 'readTag', 'updateTag', 'listTransactionsByTag'],
      ...['createTransactionRule', 'deleteTransactionRule', 'listTransactionRules'],
      ...['readTransactionRule', 'updateTransactionRule'],
    ],
  },
  {
    why: 'changing, splitting and enhancing single transactions: the sandbox lists them',
    methods: [
      ...['createManualTransaction', 'deleteManualTransactions', 'createSplitTransactions'],
      ...['deleteSplitTransactions', 'enhanceTransactions', 'readTransaction'],
      ...['repeatingTransactions', 'specificRepeatingTransaction', 'updateTransaction'],
      'updateTransactionByAccount',
    ],
  },
  {
    why: 'holdings of investment accounts',
    methods: [
      ...['deactivateUser', 'listHoldings', 'listHoldingsByAccount', 'listHoldingsByMember'],
      'readHolding',
    ],
  },
  {
    why: 'members whose data a partner brings along instead of a bank',
    methods: [
      ...['createManagedAccount', 'createManagedMember', 'createManagedTransaction'],
      ...['deleteManagedAccount', 'deleteManagedMember', 'deleteManagedTransaction'],
      ...['listManagedAccounts', 'listManagedInstitutions', 'listManagedMembers'],
      ...['listManagedTransactions', 'readManagedAccount', 'readManagedMember'],
      ...['readManagedTransaction', 'updateManagedAccount', 'updateManagedMember'],
      'updateManagedTransaction',
    ],
  },
  {
    why: 'tokens for payment processors, with another kind of authorization',
    methods: [
      ...['checkRealTimeAccountBalance', 'deprecatedRequestPaymentProcessorAuthorizationCode'],
      ...['getAccountOwnerInfo', 'listTokens', 'readAccountBalance', 'requestAccountNumber'],
      'requestAuthorizationCode',
    ],
  },
  {
    why: 'rewards of credit cards',
    methods: ['creditCard', 'fetchRewards', 'listRewards', 'readRewards'],
  },
  {
    why: 'the statements themselves: the job that fetches them is there',
    methods: ['downloadStatementPDF', 'listStatementsByMember', 'readStatementByMember'],
  },
  {
    why: 'verifiable credentials: signed extracts for third parties',
    methods: ['getAccountsData', 'getIdentityData', 'getTransactionsData'],
  },
];

/** Operations of the newer generation alone, under why the sandbox hasn't them. */
export const NOT_SIMULATED_NEWER = [
  {
    why: 'joining the history of two accounts',
    methods: ['mergeAccounts'],
  },
  {
    why: 'reading and splitting single transactions: the sandbox lists them',
    methods: [
      'readTransactionByAccount',
      'createSplitTransactionsByAccount',
      'deleteSplitTransactionByAccount',
    ],
  },
];

/** Methods of MX's client that the newer generation has no operation for. */
export const OLDER_ONLY = [
  'deprecatedRequestPaymentProcessorAuthorizationCode',
  'requestConnectWidgetURL',
];
