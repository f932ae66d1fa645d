//! What can be asked of NexusCommerce.

use serde_json::Value;

use super::types::{Health, Inventory, Order, Product};
use crate::commerce::endpoint::endpoints;

endpoints! {
    HEALTH = "health.get" Get "/health" => Open<Health>;

    LIST_PRODUCTS = "products.list" Get "/products" => Page<Product>;
    GET_PRODUCT = "products.get" Get "/products/{sku}" => One<Product>;
    CREATE_PRODUCT = "products.create" Post "/products" => One<Product>;
    UPDATE_PRODUCT = "products.update" Patch "/products/{sku}" => One<Product>;
    DELETE_PRODUCT = "products.delete" Delete "/products/{sku}" => One<Value>;

    LIST_ORDERS = "orders.list" Get "/orders" => Page<Order>;
    GET_ORDER = "orders.get" Get "/orders/{id}" => One<Order>;
    SHIP_ORDER = "orders.ship" Post "/orders/{id}/shipment" => One<Order>;
    CANCEL_ORDER = "orders.cancel" Post "/orders/{id}/cancel" => One<Order>;

    LIST_INVENTORY = "inventory.list" Get "/inventory" => Page<Inventory>;
    GET_INVENTORY = "inventory.get" Get "/inventory/{sku}" => One<Inventory>;
    SET_INVENTORY = "inventory.set" Put "/inventory/{sku}" => One<Inventory>;
    SET_INVENTORIES = "inventory.setMany" Post "/inventory/bulk" => One<Value>;

    LIST_RULES = "rules.list" Get "/pricing/rules" => Page<Value>;
    CREATE_RULE = "rules.create" Post "/pricing/rules" => One<Value>;
    UPDATE_RULE = "rules.update" Patch "/pricing/rules/{id}" => One<Value>;
    DELETE_RULE = "rules.delete" Delete "/pricing/rules/{id}" => One<Value>;
    RECALCULATE = "pricing.recalculate" Post "/pricing/recalculate" => One<Value>;
    CREATE_JOB = "jobs.create" Post "/ai-jobs" => One<Value>;
    GET_JOB = "jobs.get" Get "/ai-jobs/{id}" => One<Value>;
    RECOMMENDATIONS = "pricing.recommendations" Get "/pricing/recommendations" => Page<Value>;
}
