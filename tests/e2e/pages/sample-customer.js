nostojs(api => {
  api.defaultSession()
   .setCustomer({
      customer_reference: "b369f1235cf4f08153c560.82515936",
      email: "devnull@nosto.com",
      first_name: "Nosto",
      last_name: "Test",
      newsletter: true
    })
   .viewCart()
   .update()
});
