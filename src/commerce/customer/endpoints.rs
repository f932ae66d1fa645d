//! What can be asked of a shop in a buyer's name. Documented are these abilities, and no path and no field: the paths
//! here are a guess, and a [`super::Profile`] replaces them.

use super::types::{Order, Product};
use crate::commerce::endpoint::endpoints;

endpoints! {
    FIND_BY_CODE = "products.byCode" Get "/products?code={code}" => Page<Product>;
    FIND_BY_BRAND = "products.byBrand" Get "/products?brand={brand}&code={code}" => Page<Product>;

    LIST_ORDERS = "orders.list" Get "/orders" => Page<Order>;
    GET_ORDER = "orders.get" Get "/orders/{id}" => One<Order>;
    CREATE_ORDER = "orders.create" Post "/orders" => One<Order>;
    UPDATE_ORDER = "orders.update" Patch "/orders/{id}" => One<Order>;
}
