import './elements/admin/admin.ts';
